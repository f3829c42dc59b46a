package dev.backline.server;

import dev.backline.Backline;
import dev.backline.state.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A controller in a process of its own, with the flags that the launcher gives it. */
record ControllerProcess(Process process, String url) {

  static ControllerProcess start(DataDirectory data) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(Controller.JVM_FLAGS);
    words.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            data.root().toString()));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    while (line != null && !line.startsWith("http://")) {
      line = said.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the controller ended");
    }
    return new ControllerProcess(process, line);
  }

  /** SIGTERM, as init sends it. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the controller does not stop within 20 s");
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What it holds of the machine's memory now (proc(5), VmRSS), in MB of 10^6 bytes. */
  long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000)
        .findFirst()
        .orElseThrow();
  }

  int threads() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** As {@code backline serve} does it. */
  static final class Main {
    public static void main(String[] arguments) throws InterruptedException {
      Backline backline =
          Backline.open(new DataDirectory(Path.of(arguments[0])), InstantSource.system());
      Controller controller = Controller.start(backline, 0);
      Runtime.getRuntime().addShutdownHook(new Thread(controller::close, "stop"));
      System.out.println(controller.url());
      new CountDownLatch(1).await();
    }
  }
}
