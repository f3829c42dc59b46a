package dev.backline.config;

import java.util.Objects;

/** A path below the repository's root, parts divided by {@code /}; {@code .} is the root itself. */
public record RelativePath(String value) {

  public static final String RULE =
      "a path below the repository's root, without '..', divided by '/'";

  public RelativePath {
    Objects.requireNonNull(value, "value");
    Checked.that(
        PathParts.stayBelowRoot(value), Checked.shown(value) + " is not a path here: " + RULE);
  }

  @Override
  public String toString() {
    return value;
  }
}
