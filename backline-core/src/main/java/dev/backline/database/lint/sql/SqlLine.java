package dev.backline.database.lint.sql;

import java.util.List;

/** SQL written on one line, for reading: a line break within a constant becomes a space. */
final class SqlLine {

  private SqlLine() {}

  /** Without comments and the semicolon at the end. */
  static String of(List<Token> tokens) {
    StringBuilder line = new StringBuilder();
    boolean space = false;
    for (Token token : tokens) {
      if (token.kind().isTrivia()) {
        space = true;
      } else {
        if (space && !line.isEmpty()) {
          line.append(' ');
        }
        space = false;
        line.append(token.text());
      }
    }
    String whole = line.toString();
    return (whole.endsWith(";") ? whole.substring(0, whole.length() - 1) : whole)
        .replaceAll("\\s*[\\n\\r]\\s*", " ")
        .strip();
  }
}
