package dev.backline.cli;

import dev.backline.cli.app.SecretNameText;
import dev.backline.cli.app.SecretTarget;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.config.SecretName;
import dev.backline.failure.Failure;
import dev.backline.secret.EnvironmentSecrets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backline secret remove}. */
@Command(name = "remove", description = "Remove a secret of an environment.")
final class SecretRemoveCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private final SecretTarget target = new SecretTarget();

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "the secret's name",
      converter = SecretNameText.class)
  private SecretName name = new SecretName("NAME");

  SecretRemoveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    EnvironmentSecrets secrets = target.secrets(session);
    if (!secrets.remove(name)) {
      throw Failure.usage(
              "removing " + name + " of " + target.environment(),
              "it is not set there",
              "see: backline secret list " + target.environment())
          .toException();
    }
    session
        .terminal()
        .line(
            session.json()
                ? JsonText.object()
                    .put("app", secrets.app().value())
                    .put("environment", secrets.environment().value())
                    .put("name", name.value())
                    .put("set", false)
                    .toString()
                : name + " is removed from " + target.environment());
    return 0;
  }
}
