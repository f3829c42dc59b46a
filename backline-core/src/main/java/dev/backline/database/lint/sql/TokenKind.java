package dev.backline.database.lint.sql;

/** The lexical kinds of PostgreSQL's SQL (PostgreSQL manual, section 4.1). */
enum TokenKind {
  SPACE,
  COMMENT,
  /** A key word or an unquoted name. */
  WORD,
  QUOTED_NAME,
  /** A string constant of any form: plain, {@code E''}, {@code U&''}, bits, in dollars. */
  STRING,
  NUMBER,
  /** A positional parameter, such as {@code $1}. */
  PARAMETER,
  /** One character of an operator or of punctuation. */
  SYMBOL;

  boolean isTrivia() {
    return this == SPACE || this == COMMENT;
  }
}
