package dev.backline.cli.app;

import dev.backline.cli.session.Session;
import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.SecretName;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.age.AgeSecretStore;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The environment whose secrets a command is about. */
public final class SecretTarget {

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("dev");

  @Mixin private final AppChoice app = new AppChoice();

  public EnvironmentName environment() {
    return environment;
  }

  public EnvironmentSecrets secrets(Session session) {
    return new AgeSecretStore(session.data()).of(target(session).app(), environment);
  }

  /** The names that the app declares for it; empty where its configuration isn't at hand. */
  public List<SecretName> declared(Session session) {
    Optional<AppConfig> config = target(session).config();
    Optional<EnvironmentSpec> spec = config.flatMap(known -> known.environment(environment));
    return config.isPresent() && spec.isPresent() ? config.get().secretsOf(spec.get()) : List.of();
  }

  private AppTarget target(Session session) {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    return target;
  }
}
