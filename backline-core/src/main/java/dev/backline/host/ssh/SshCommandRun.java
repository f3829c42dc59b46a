package dev.backline.host.ssh;

import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.output.OutputLines;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;

/** One command on a host, from its start to its certain end. */
final class SshCommandRun {

  /** How long output may still come after the program has ended. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** The host asks, waits 2 s, and kills for at most 5 s. */
  private static final Duration ENDING = Duration.ofSeconds(9);

  private final SshConnection connection;
  private final HostCommand command;
  private final CommandId id = CommandId.random();
  private final Report report;
  private final long start = System.nanoTime();

  SshCommandRun(SshConnection connection, HostCommand command, CommandOutput output) {
    this.connection = connection;
    this.command = command;
    this.report = new Report(id, output);
  }

  CommandResult run() throws InterruptedException {
    byte[] text = CommandText.of(command, id);
    try (ExecChannel channel =
            connection.exec(RemoteScript.RUN.command(sudo()), command.timeout());
        OutputLines lines = lines(channel)) {
      lines.read();
      feed(channel, text);
      boolean inTime = endsInTime(channel);
      OptionalInt status = status(channel);
      if (status.isEmpty()) {
        throw lost();
      }
      // A grandchild that keeps the output open must not keep us.
      lines.finish(LAST_WORDS);
      if (!inTime && !report.begun()) {
        throw RunFailures.silent(command, connection.target(), took()).toException();
      }
      refuseIfNotStarted(status.getAsInt());
      return new CommandResult(
          status.getAsInt(), lines.stdout(), theirs(lines.stderr()), took(), !inTime);
    }
  }

  private OutputLines lines(ExecChannel channel) {
    return new OutputLines(
        channel.stdout(), channel.stderr(), Thread.ofVirtual().factory(), report);
  }

  /** On a thread of its own: a host that doesn't read must not outlast the timeout. */
  private static void feed(ExecChannel channel, byte[] text) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            channel.stdin().write(text);
            channel.stdin().flush();
          } catch (IOException lost) {
            // Without all of it the script starts nothing; the channel's end tells.
          }
        });
  }

  /** Whether it ended by itself; if not, it has been ended, also when this is interrupted. */
  private boolean endsInTime(ExecChannel channel) throws InterruptedException {
    boolean ended = false;
    try {
      channel.await(command.timeout());
      ended = true;
    } catch (TimeoutException late) {
      // Told in the result.
    } finally {
      if (!ended) {
        end(channel);
      }
    }
    return ended;
  }

  private void end(ExecChannel channel) throws InterruptedException {
    channel.endInput();
    try {
      channel.await(ENDING);
    } catch (TimeoutException stuck) {
      Leftovers.end(connection, id, sudo());
    }
  }

  /** Empty if the connection went away before the script could tell. */
  private static OptionalInt status(ExecChannel channel) throws InterruptedException {
    try {
      return channel.await(Duration.ofMillis(1));
    } catch (TimeoutException stuck) {
      return OptionalInt.of(128 + 9);
    }
  }

  private RuntimeException lost() throws InterruptedException {
    boolean gone = Leftovers.end(connection, id, sudo());
    return RunFailures.lost(command, connection.target(), took(), gone).toException();
  }

  private void refuseIfNotStarted(int status) {
    SshTarget target = connection.target();
    if (!report.begun()) {
      throw RunFailures.notBegun(command, target, status, report.before()).toException();
    }
    report
        .said()
        .ifPresent(why -> {
          throw RunFailures.notStarted(command, target, why).toException();
        });
  }

  private List<String> theirs(List<String> stderr) {
    return stderr.stream().filter(line -> !report.isOurs(line)).toList();
  }

  private boolean sudo() {
    return command.privileged() && !connection.target().isRoot();
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
