package dev.backline.backup.container;

import dev.backline.database.container.ServerContainer;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.ReachedHost;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image that a server's container runs from.
 *
 * @param id what the engine calls it, so that it is the same one even if its tag has moved
 * @param major of its pg_dump
 */
record ServerImage(String id, int major) {

  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  /** Asks the host's engine. */
  static ServerImage of(ReachedHost host, ServerContainer server) throws InterruptedException {
    String id = ask(host, server, ToolCommands.image(server)).strip();
    Matcher version = VERSION.matcher(ask(host, server, ToolCommands.version(server)));
    if (!version.find()) {
      throw failed(host, server, "its pg_dump tells no version").toException();
    }
    return new ServerImage(id, Integer.parseInt(version.group(1)));
  }

  private static String ask(ReachedHost host, ServerContainer server, HostCommand question)
      throws InterruptedException {
    CommandResult result = host.run(question);
    if (!result.succeeded()) {
      throw failed(host, server, result.lastWords()).toException();
    }
    return String.join("\n", result.stdout());
  }

  private static Failure failed(ReachedHost host, ServerContainer server, String why) {
    return Failure.unavailable(
        "looking for PostgreSQL's programs in container " + server.name() + " on " + host.name(),
        why,
        "see that the container runs, and that its image has pg_dump and pg_restore");
  }
}
