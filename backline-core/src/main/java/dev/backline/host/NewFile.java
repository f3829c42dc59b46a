package dev.backline.host;

import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file to put on a host.
 *
 * @param path where, absolute
 * @param mode its permissions in octal, such as {@code 600}
 * @param privileged whether root puts it there, and so owns it; by {@code sudo -n} where the host's
 *     user is not root
 */
public record NewFile(Content content, Path path, String mode, boolean privileged) {

  private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");

  /** What is in it. */
  public sealed interface Content {

    /** What is in this file of this machine. */
    record Of(Path file) implements Content {}

    /** This text, in UTF-8. */
    record Text(Secret text) implements Content {}
  }

  public NewFile {
    if (!path.isAbsolute() || path.getFileName() == null) {
      throw new IllegalArgumentException("not the absolute path of a file: " + path);
    }
    if (!MODE.matcher(mode).matches()) {
      throw new IllegalArgumentException("not a mode: " + mode);
    }
  }

  public static NewFile of(Path file, Path path, String mode) {
    return new NewFile(new Content.Of(file), path, mode, false);
  }

  public static NewFile of(Secret text, Path path, String mode) {
    return new NewFile(new Content.Text(text), path, mode, false);
  }

  public NewFile asRoot() {
    return new NewFile(content, path, mode, true);
  }
}
