package dev.backline.config;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1, counted in characters
 * @param path the place in the document, such as {@code environments.dev.listen}; empty for the
 *     file as a whole
 * @param message what is wrong, and what would be right
 * @param suggestion what was probably meant
 */
public record Problem(
    String file, int line, int column, String path, String message, Optional<String> suggestion) {

  public Problem {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(suggestion, "suggestion");
    Checked.that(line >= 1 && column >= 1, "lines and columns count from 1");
  }

  /** One line that editors and terminals can jump from: {@code file:line:column: path: message}. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message
        + suggestion.map(meant -> "; did you mean '" + meant + "'?").orElse("");
  }
}
