package dev.backline.e2e;

import dev.backline.ControllerMain;
import dev.backline.server.ControllerFile;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A controller in a process of its own, to be killed. */
final class ControllerProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;

  private ControllerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts one and returns at once. */
  static ControllerProcess launch(DataDirectory data) {
    try {
      Files.createDirectories(data.root());
      Path log = data.root().resolve("controller.log");
      Process process =
          new ProcessBuilder(command(data))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      return new ControllerProcess(process, log);
    } catch (IOException e) {
      throw new AssertionError("starting a controller failed", e);
    }
  }

  private static List<String> command(DataDirectory data) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        ControllerMain.class.getName(),
        data.root().toString());
  }

  /** Waits until it listens; gives its address. */
  String awaitUrl(DataDirectory data) {
    return Awaiting.value(
        "the controller listens",
        START,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the controller ended: " + said());
          }
          return ControllerFile.running(data)
              .filter(running -> running.owner().pid() == process.pid())
              .map(ControllerFile.Running::url);
        });
  }

  long pid() {
    return process.pid();
  }

  boolean runs() {
    return process.isAlive();
  }

  /** Whether it was stopped by SIGSTOP (proc(5), state T). */
  boolean sleeps() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
    } catch (IOException e) {
      throw new AssertionError("the controller is gone: " + said(), e);
    }
  }

  /** SIGKILL; returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  void signal(String name) {
    Programs.run(
        Path.of("/"),
        java.util.Map.of(),
        List.of("kill", "-" + name, Long.toString(process.pid())));
  }

  /** Its exit status; as the shell, 128 and the signal's number if a signal ended it. */
  int awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the controller still runs after " + limit + ": " + said());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return Optional.ofNullable(e.getMessage()).orElse("its log can't be read");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
