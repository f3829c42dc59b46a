package dev.backline.artifact.image;

import java.util.regex.Pattern;

/**
 * An image's layers, the most steady first: a layer whose files are as before has the digest that
 * it had before, and does not travel again.
 */
enum LayerKind {
  /** Released libraries: jars in a {@code lib} folder, whose names tell their versions. */
  LIBRARIES,
  /** Neither libraries nor code, such as data, pages and scripts. */
  FILES,
  /** What a change to the program changes: its own jars, snapshots of others, and classes. */
  CODE;

  private static final Pattern JAR_IN_LIB = Pattern.compile("(.*/)?lib/(.*/)?[^/]*\\.jar");
  private static final String SNAPSHOT = "-SNAPSHOT.jar";

  /**
   * Where a file belongs.
   *
   * @param path relative to what goes into the image, divided by {@code /}
   */
  static LayerKind of(String path) {
    if (JAR_IN_LIB.matcher(path).matches()) {
      return path.endsWith(SNAPSHOT) ? CODE : LIBRARIES;
    }
    return path.endsWith(".jar") || path.endsWith(".class") ? CODE : FILES;
  }
}
