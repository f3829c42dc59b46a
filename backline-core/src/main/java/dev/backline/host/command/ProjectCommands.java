package dev.backline.host.command;

import dev.backline.host.HostCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a Compose project on a host: small fixed scripts, arguments apart. New files come
 * into {@code state} first, under a name of their writer's own, and get into their places by one
 * command, which can be fenced.
 */
public final class ProjectCommands {

  private static final String MAKE = "umask 077 && mkdir -p \"$1/state\"";

  private static final String READ =
      "folder=$1; shift; for file; do if [ -e \"$folder/$file\" ]; then cat \"$folder/$file\";"
          + " else echo; fi || exit 1; done";

  private static final String DIGESTS =
      "cd \"$1\" && shift && for file; do [ ! -e \"$file\" ] || sha256sum \"$file\" || exit 1;"
          + " done";

  private static final String PLACE =
      "cd \"$1\" && writer=$2 && shift 2 && for file; do"
          + " mv -f \"state/$writer.${file##*/}\" \"$file\" || exit 1; done && sync . state";

  private static final String KEEP =
      "cd \"$1\" && suffix=$2 && shift 2 && for file; do cp -p \"$file\" \"$file$suffix\""
          + " || exit 1; done";

  private static final String REMOVE = "cd \"$1\" && shift && rm -f \"$@\" && sync . state";

  private ProjectCommands() {}

  /** Makes the project's directory where it isn't there yet, for its owner alone. */
  public static HostCommand make(Path directory) {
    return script(MAKE, directory, List.of());
  }

  /** Prints the files one after the other, and an empty line for one that isn't there. */
  public static HostCommand read(Path directory, List<String> files) {
    return script(READ, directory, files);
  }

  /** Prints the SHA-256 of each file that is there, as {@code sha256sum} does. */
  public static HostCommand digests(Path directory, List<String> files) {
    return script(DIGESTS, directory, files);
  }

  /** Where a new file waits until it is placed. */
  public static Path waiting(Path directory, String writer, String file) {
    return directory.resolve("state").resolve(writer + "." + Path.of(file).getFileName());
  }

  /** Moves new files into their places, in this order. */
  public static HostCommand place(Path directory, String writer, List<String> files) {
    return script(PLACE, directory, with(writer, files));
  }

  /** Copies files beside themselves. */
  public static HostCommand keep(Path directory, String suffix, List<String> files) {
    return script(KEEP, directory, with(suffix, files));
  }

  /** Removes files; one that isn't there is removed already. */
  public static HostCommand remove(Path directory, List<String> files) {
    return script(REMOVE, directory, files);
  }

  private static List<String> with(String first, List<String> files) {
    List<String> arguments = new ArrayList<>(List.of(first));
    arguments.addAll(files);
    return arguments;
  }

  private static HostCommand script(String script, Path directory, List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh", directory.toString()));
    argv.addAll(arguments);
    return HostCommand.of(argv);
  }
}
