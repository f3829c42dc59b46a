package dev.backline.host.ssh;

import dev.backline.failure.Failure;
import dev.backline.host.output.OutputLines;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One file between this machine and a host, with a deadline over all of it. */
final class FileTransfer {

  /** What is said and read while the script runs. */
  @FunctionalInterface
  interface Exchange {

    void with(ExecChannel channel, CommandId id) throws IOException;
  }

  private final SshConnection connection;
  private final String tried;
  private final boolean sudo;
  private final CommandId id = CommandId.random();
  private final Report report = new Report(id, line -> {});

  FileTransfer(SshConnection connection, String tried, boolean privileged) {
    this.connection = connection;
    this.tried = tried;
    this.sudo = privileged && !connection.target().isRoot();
  }

  /** What the script said at last; empty if nothing. */
  String run(RemoteScript script, Exchange exchange, Duration timeout) throws InterruptedException {
    try (ExecChannel channel = connection.exec(script.command(sudo), timeout);
        OutputLines said =
            new OutputLines(
                InputStream.nullInputStream(),
                channel.stderr(),
                Thread.ofVirtual().factory(),
                report)) {
      said.read();
      FutureTask<OptionalInt> work =
          new FutureTask<>(() -> {
            exchange.with(channel, id);
            return channel.await(timeout);
          });
      Thread.ofVirtual().start(work);
      OptionalInt status = within(timeout, work);
      said.finish(Duration.ofSeconds(2));
      if (status.isEmpty() || status.getAsInt() != 0) {
        throw failed(why(status)).toException();
      }
      return report.said().orElse("");
    }
  }

  private OptionalInt within(Duration timeout, FutureTask<OptionalInt> work)
      throws InterruptedException {
    try {
      return work.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw failed("it was not done within " + timeout.toSeconds() + " s").toException(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException known) {
        throw known;
      }
      throw failed("it broke off: " + cause).toException(e);
    }
  }

  private String why(OptionalInt status) {
    if (status.isEmpty()) {
      return "the connection was lost";
    }
    if (!report.begun()) {
      return "it was not begun: " + report.before();
    }
    return switch (report.said().orElse("")) {
      case "folder" -> "its folder does not exist on the host";
      case "missing" -> "there is no such file on the host";
      default -> report.last();
    };
  }

  Failure failed(String why) {
    return Failure.unavailable(
        tried, why, "see that the host has the folder, the right to use it, and room; try again");
  }
}
