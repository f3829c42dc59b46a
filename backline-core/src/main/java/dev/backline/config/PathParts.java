package dev.backline.config;

/** What paths and globs may be made of. */
final class PathParts {

  private PathParts() {}

  static boolean stayBelowRoot(String path) {
    if (path.isBlank() || path.startsWith("/") || path.length() > 1000) {
      return false;
    }
    if (path.chars().anyMatch(c -> c < ' ' || c == '\\')) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (part.equals("..") || part.isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
