package dev.backline.database.lint.sql;

import java.util.Optional;

/**
 * A name in a statement.
 *
 * @param schema unquoted, if it was given
 * @param name unquoted
 * @param written as it stands in the statement
 */
public record SqlName(Optional<String> schema, String name, String written) {

  @Override
  public String toString() {
    return written;
  }
}
