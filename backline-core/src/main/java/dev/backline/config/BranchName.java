package dev.backline.config;

import java.util.Objects;

/**
 * The short name of a git branch, such as {@code main}. The rules are those of {@code git
 * check-ref-format --branch}, narrowed to printable ASCII.
 */
public record BranchName(String value) {

  public static final String RULE =
      "printable ASCII without spaces, '..', '~^:?*[\\' and '@{', not starting with '-', no path"
          + " part empty, starting with '.' or ending in '.lock', at most 200 characters";

  public BranchName {
    Objects.requireNonNull(value, "value");
    Checked.that(valid(value), Checked.shown(value) + " is not a branch name: " + RULE);
  }

  private static boolean valid(String value) {
    if (value.isEmpty() || value.length() > 200 || value.startsWith("-") || value.endsWith(".")) {
      return false;
    }
    if (value.contains("..") || value.contains("@{") || value.equals("@") || value.equals("HEAD")) {
      return false;
    }
    if (value.chars().anyMatch(c -> c <= ' ' || c > '~' || "~^:?*[\\".indexOf(c) >= 0)) {
      return false;
    }
    for (String part : value.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".") || part.endsWith(".lock")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
