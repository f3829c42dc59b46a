package dev.backline.cli.app;

import dev.backline.cli.session.Session;
import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.parse.ConfigFile;
import dev.backline.config.schema.Nearest;
import dev.backline.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The app that a command is about.
 *
 * @param checkout where it was found; empty if it was named
 * @param config what the checkout declares
 */
public record AppTarget(AppName app, Optional<AppCheckout> checkout, Optional<AppConfig> config) {

  /**
   * The app that was named, else that of the checkout around the current directory.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if there is neither
   */
  public static AppTarget find(Session session, AppChoice choice) {
    return find(session, choice.chosen());
  }

  /**
   * @param chosen the app's name; empty for that of the checkout around
   */
  public static AppTarget find(Session session, Optional<AppName> chosen) {
    Optional<AppCheckout> checkout = AppCheckout.around(session.directory());
    if (chosen.isPresent()) {
      return new AppTarget(chosen.get(), Optional.empty(), Optional.empty());
    }
    if (checkout.isEmpty()) {
      throw Failure.usage(
              "finding the app",
              session.directory() + " is in no git checkout with a " + ConfigFile.NAME,
              "go to your app's checkout, name the app with --app, or begin with: backline init")
          .toException();
    }
    AppConfig config = checkout.get().config();
    return new AppTarget(config.app(), checkout, Optional.of(config));
  }

  /**
   * Refuses an environment that the configuration does not declare.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE}
   */
  public void require(EnvironmentName environment) {
    config.ifPresent(known -> require(environment, known));
  }

  /** As {@link #require(EnvironmentName)}, by a configuration from elsewhere. */
  public static void require(EnvironmentName environment, AppConfig config) {
    if (config.environment(environment).isPresent()) {
      return;
    }
    List<String> names =
        config.environments().keySet().stream().map(EnvironmentName::value).toList();
    throw Failure.usage(
            "finding the environment " + environment,
            config.app() + " declares no such environment",
            Nearest.to(environment.value(), names)
                    .map(meant -> "did you mean " + meant + "? ")
                    .orElse("")
                + "there are: "
                + names.stream().collect(Collectors.joining(", ")))
        .toException();
  }
}
