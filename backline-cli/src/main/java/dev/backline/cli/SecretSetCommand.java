package dev.backline.cli;

import dev.backline.cli.app.SecretNameText;
import dev.backline.cli.app.SecretTarget;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.SecretInput;
import dev.backline.cli.session.Session;
import dev.backline.config.SecretName;
import dev.backline.secret.EnvironmentSecrets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backline secret set}. */
@Command(
    name = "set",
    description = {
      "Set a secret of an environment.",
      "Its value is read from standard input, or asked for without echo on a terminal."
    })
final class SecretSetCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private final SecretTarget target = new SecretTarget();

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "the secret's name, such as API_KEY",
      converter = SecretNameText.class)
  private SecretName name = new SecretName("NAME");

  SecretSetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    EnvironmentSecrets secrets = target.secrets(session);
    secrets.set(name, SecretInput.read(session, name + " of " + target.environment()));
    session
        .terminal()
        .line(
            session.json()
                ? JsonText.object()
                    .put("app", secrets.app().value())
                    .put("environment", secrets.environment().value())
                    .put("name", name.value())
                    .put("set", true)
                    .toString()
                : name
                    + " is set in "
                    + target.environment()
                    + "; releases get it at their next start");
    return 0;
  }
}
