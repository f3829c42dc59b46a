package dev.backline.cli;

import dev.backline.cli.demo.Demo;
import dev.backline.cli.session.Session;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code backline demo}. */
@Command(
    name = "demo",
    description = {
      "Deliver Music Graph through dev to production on this machine, and check every claim made on"
          + " the way.",
      "Needs PostgreSQL's programs, git and Maven; no Docker, no root. Works in a directory of its"
          + " own."
    })
final class DemoCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--once",
      description = "stop everything at the end; exit 0 only if every claim held")
  private boolean once;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataDirectory data =
        session.dataGiven()
            ? session.data()
            : new DataDirectory(session.data().root().resolveSibling("backline-demo"));
    return new Demo(session, data).run(once);
  }
}
