package dev.backline.artifact;

import java.util.regex.Pattern;

/** One path of an artifact. Every path, and every link's target, lies inside the artifact. */
public sealed interface Entry {

  /** Relative to the artifact's root, divided by {@code /}. */
  String path();

  /**
   * A regular file.
   *
   * @param sha256 of its content, 64 lower-case hexadecimal digits
   * @param size in bytes
   */
  record File(String path, boolean executable, String sha256, long size) implements Entry {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public File {
      requireInside(path);
      if (!HASH.matcher(sha256).matches()) {
        throw new IllegalArgumentException("not a SHA-256: " + sha256);
      }
      if (size < 0) {
        throw new IllegalArgumentException("a size is negative");
      }
    }
  }

  /**
   * A symbolic link.
   *
   * @param target relative to the link's own directory
   */
  record Link(String path, String target) implements Entry {

    public Link {
      requireInside(path);
      if (!staysInside(path, target)) {
        throw new IllegalArgumentException(
            "the link " + path + " leads out of the artifact, to '" + target + "'");
      }
    }

    /**
     * Steps up are only allowed at the target's start: after a name they would start from wherever
     * that name, if it is a link too, leads.
     */
    private static boolean staysInside(String path, String target) {
      int depth = path.split("/", -1).length - 1;
      boolean named = false;
      for (String part : target.split("/", -1)) {
        if (part.equals("..")) {
          depth--;
        } else if (!part.equals(".")) {
          named |= !part.isEmpty();
        }
        if (depth < 0 || (named && part.equals(".."))) {
          return false;
        }
      }
      return !target.isEmpty() && !target.startsWith("/") && target.indexOf('\0') < 0;
    }
  }

  private static void requireInside(String path) {
    if (path.isEmpty() || path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("not a path inside an artifact: '" + path + "'");
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("not a path inside an artifact: '" + path + "'");
      }
    }
  }
}
