package dev.backline.host.ssh;

import dev.backline.host.HostCommand;
import dev.backline.host.command.ShellWords;
import dev.backline.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command as {@code run.sh} reads it on its standard input: the one place where it is quoted. So
 * neither variables nor input are ever in an argument list, where every user of the host could read
 * them.
 */
final class CommandText {

  /** Until the host ends the command by itself, should it never hear of us again. */
  static final Duration BEYOND_TIMEOUT = Duration.ofSeconds(30);

  private CommandText() {}

  /**
   * @throws IllegalArgumentException if a variable has no name that a shell knows, or the input
   *     holds a NUL character, which a shell can't keep
   */
  static byte[] of(HostCommand command, CommandId id) {
    byte[] input = command.stdin().map(given -> input(given, id)).orElse(new byte[0]);
    long seconds = command.timeout().plus(BEYOND_TIMEOUT).toSeconds();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(bytes(id + " " + seconds + " " + input.length + "\n"));
    text.writeBytes(bytes(setup(command, id)));
    text.writeBytes(bytes(id + "\n"));
    text.writeBytes(input);
    return text.toByteArray();
  }

  private static String setup(HostCommand command, CommandId id) {
    StringBuilder setup = new StringBuilder();
    command
        .directory()
        .map(directory -> ShellWords.quoted(directory.toString()))
        .ifPresent(directory ->
            setup.append(
                "cd -- "
                    + directory
                    + " 2>/dev/null || { echo "
                    + id
                    + " directory >&2; exit 126; }\n"));
    for (Map.Entry<String, Secret> variable : new TreeMap<>(command.environment()).entrySet()) {
      setup
          .append("export ")
          .append(ShellWords.variable(variable.getKey()))
          .append('=')
          .append(ShellWords.quoted(variable.getValue().reveal()))
          .append('\n');
    }
    return setup
        .append("set -- ")
        .append(ShellWords.quoted(command.argv()))
        .append('\n')
        .toString();
  }

  private static byte[] input(Secret given, CommandId id) {
    if (given.reveal().isEmpty()) {
      return new byte[0];
    }
    if (given.reveal().indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the input of a command over SSH holds a NUL character");
    }
    byte[] text = bytes(given.reveal());
    byte[] end = bytes(id.value());
    byte[] both = Arrays.copyOf(text, text.length + end.length);
    System.arraycopy(end, 0, both, text.length, end.length);
    return both;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
