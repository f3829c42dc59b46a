package dev.backline.cli.app;

import dev.backline.config.AppName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --app}. */
public final class AppChoice {

  @Option(
      names = "--app",
      paramLabel = "APP",
      converter = AppNameText.class,
      description = "the app (default: that of the backline.yml of the git checkout you are in)")
  private @Nullable AppName app;

  public Optional<AppName> chosen() {
    return Optional.ofNullable(app);
  }
}
