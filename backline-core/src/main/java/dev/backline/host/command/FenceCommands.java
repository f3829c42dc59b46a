package dev.backline.host.command;

import dev.backline.host.Fence;
import dev.backline.host.HostCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps a controller that has lost its lease from changing anything on a host: small fixed
 * scripts, arguments apart. The host keeps the highest token in {@code fence} and locks {@code
 * fence.lock} (flock(1)): shared while a command runs under a token, exclusively while a higher
 * token is written. So no command with a lower one runs once a higher one was admitted.
 */
public final class FenceCommands {

  /** The exit status of a refusal, below those of shells and signals. */
  public static final int STALE = 93;

  /** The exit status where the lock could not be had in time. */
  public static final int BUSY = 94;

  private static final Duration LOCK = Duration.ofSeconds(10);

  private static final String READ =
      "highest=0; [ ! -e \"$1/fence\" ] || read -r highest <\"$1/fence\" || exit 1; ";
  private static final String REFUSE =
      "[ \"$2\" -ge \"$highest\" ] || { echo \"$highest\"; exit " + STALE + "; }; ";

  private static final String ADMIT =
      "exec 9>>\"$1/fence.lock\" && flock -x -w \"$3\" 9 || exit "
          + BUSY
          + "; "
          + READ
          + REFUSE
          + "[ \"$2\" -gt \"$highest\" ] || exit 0; "
          + "umask 077 && echo \"$2\" >\"$1/fence.new\" && sync \"$1/fence.new\""
          + " && mv -f \"$1/fence.new\" \"$1/fence\" && sync \"$1\"";

  private static final String UNDER =
      "exec 9>>\"$1/fence.lock\" && flock -s -w \"$3\" 9 || exit "
          + BUSY
          + "; "
          + READ
          + REFUSE
          + "shift 3; \"$@\" 9>&-";

  private FenceCommands() {}

  /**
   * Admits the token. Ends with {@link #STALE} and prints the highest token if that is higher.
   *
   * @param folder the environment's, which exists
   */
  public static HostCommand admit(Path folder, Fence fence) {
    return HostCommand.of(script(ADMIT, folder, fence)).within(LOCK.multipliedBy(2));
  }

  /** Prints the highest token admitted, 0 at first. */
  public static HostCommand highest(Path folder) {
    return HostCommand.of("sh", "-c", READ + "echo \"$highest\"", "sh", folder.toString());
  }

  /**
   * The same command, run only if no higher token was admitted, and so that none is while it runs.
   * What it leaves in the background is not waited for.
   */
  public static HostCommand under(Path folder, Fence fence, HostCommand command) {
    List<String> argv = new ArrayList<>(script(UNDER, folder, fence));
    argv.addAll(command.argv());
    return new HostCommand(
        argv,
        command.environment(),
        command.directory(),
        command.stdin(),
        command.timeout(),
        command.privileged());
  }

  private static List<String> script(String script, Path folder, Fence fence) {
    return List.of(
        "sh",
        "-c",
        script,
        "sh",
        folder.toString(),
        fence.toString(),
        Long.toString(LOCK.toSeconds()));
  }
}
