package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.server.Controller;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code backline serve}. */
@Command(
    name = "serve",
    description = {
      "Run the controller: take pushes, work on runs, keep releases up.",
      "Stopping it stops nothing that serves; runs under way go on when it is started again."
    })
final class ServeCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8420",
      description = "where to listen on 127.0.0.1; 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port;

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Backline backline = session.open();
    CountDownLatch stopped = new CountDownLatch(1);
    try (Controller controller = Controller.start(backline, port)) {
      Runtime.getRuntime().addShutdownHook(new Thread(controller::close, "stop"));
      tell(controller.url());
      stopped.await();
    }
    return 0;
  }

  private void tell(String url) {
    String data = session.data().root().toString();
    if (session.json()) {
      session.terminal().line(JsonText.pretty(JsonText.object().put("url", url).put("data", data)));
      return;
    }
    session.terminal().line("controller on " + url + ", data in " + data);
    session
        .terminal()
        .line(
            "push an app: git push "
                + url
                + "/git/APP.git (password: a token, see backline token)");
  }
}
