package dev.backline.database.lint.sql;

import java.util.Locale;

/**
 * A piece of SQL.
 *
 * @param text as it was written, never empty
 */
record Token(TokenKind kind, String text) {

  /** Whether it is that key word; never so if it is quoted. */
  boolean isWord(String keyword) {
    return kind == TokenKind.WORD && text.equalsIgnoreCase(keyword);
  }

  boolean isSymbol(char symbol) {
    return kind == TokenKind.SYMBOL && text.charAt(0) == symbol;
  }

  boolean isName() {
    return kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME;
  }

  /** The name that it stands for: as quoted, or folded to lower case. */
  String name() {
    int quote = text.indexOf('"');
    if (kind != TokenKind.QUOTED_NAME || quote < 0) {
      return text.toLowerCase(Locale.ROOT);
    }
    int end = text.length() - (text.endsWith("\"") ? 1 : 0);
    return text.substring(Math.min(quote + 1, end), end).replace("\"\"", "\"");
  }

  /** What a comment says, without the marks around it. */
  String comment() {
    if (text.startsWith("--")) {
      return text.substring(2).strip();
    }
    int end = text.endsWith("*/") ? text.length() - 2 : text.length();
    return text.substring(2, Math.max(2, end)).strip();
  }
}
