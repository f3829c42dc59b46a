package dev.backline;

import dev.backline.server.Controller;
import dev.backline.state.DataDirectory;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The real controller on the data directory given, with a journal that tests can make it die at.
 */
public final class ControllerMain {

  private ControllerMain() {}

  public static void main(String[] args) throws InterruptedException {
    Path data = Path.of(args[0]);
    Backline backline =
        Backline.open(
            new DataDirectory(data),
            InstantSource.system(),
            journal -> new CrashingJournal(journal, data));
    Controller controller = Controller.start(backline, 0);
    Runtime.getRuntime().addShutdownHook(new Thread(controller::close));
    Thread.currentThread().join();
  }
}
