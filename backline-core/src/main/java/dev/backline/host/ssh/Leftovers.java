package dev.backline.host.ssh;

import dev.backline.failure.BacklineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;

/** Makes sure, over the same connection or a new one, that nothing of a command is left. */
final class Leftovers {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private Leftovers() {}

  /** Whether the host could be asked and nothing of the command is left there. */
  static boolean end(SshConnection connection, CommandId id, boolean sudo)
      throws InterruptedException {
    try (ExecChannel channel = connection.exec(RemoteScript.END.command(sudo), DEADLINE)) {
      channel.stdin().write((id + "\n").getBytes(StandardCharsets.UTF_8));
      channel.stdin().flush();
      return channel.await(DEADLINE).equals(OptionalInt.of(0));
    } catch (IOException | TimeoutException | BacklineException unreachable) {
      return false;
    }
  }
}
