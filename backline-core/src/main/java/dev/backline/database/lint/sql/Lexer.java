package dev.backline.database.lint.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts SQL into tokens by PostgreSQL's lexical rules (PostgreSQL manual, section 4.1), with {@code
 * standard_conforming_strings} on. Nothing is lost: the tokens' texts joined are the SQL. What is
 * opened and never closed reaches to the end.
 */
final class Lexer {

  private static final String SPACES = " \t\n\r\f\u000B";

  /** Between two parts of one string constant: white space with a line break in it. */
  private static final Pattern CONTINUED =
      Pattern.compile(
          "(?:[ \\t\\f\\x0B]|--[^\\n\\r]*)*+[\\n\\r](?:["
              + " \\t\\n\\r\\f\\x0B]|--[^\\n\\r]*+[\\n\\r])*+'");

  private static final Pattern NUMBER =
      Pattern.compile("(?:[0-9][0-9_]*+(?:\\.[0-9_]*+)?|\\.[0-9][0-9_]*+)(?:[eE][+-]?[0-9]++)?");

  private static final Pattern DOLLARS =
      Pattern.compile("\\$(?:[A-Za-z_\\x80-\\uFFFF][A-Za-z0-9_\\x80-\\uFFFF]*+)?\\$");

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String sql) {
    this.sql = sql;
  }

  static List<Token> tokens(String sql) {
    Lexer lexer = new Lexer(sql);
    while (lexer.at < sql.length()) {
      int start = lexer.at;
      TokenKind kind = lexer.advance();
      lexer.tokens.add(new Token(kind, sql.substring(start, lexer.at)));
    }
    return List.copyOf(lexer.tokens);
  }

  /** Moves behind the next token. */
  private TokenKind advance() {
    char first = sql.charAt(at);
    if (isSpace(first)) {
      at = endOf(at, Lexer::isSpace);
      return TokenKind.SPACE;
    }
    if (sql.startsWith("--", at)) {
      at = endOf(at, c -> c != '\n' && c != '\r');
      return TokenKind.COMMENT;
    }
    if (sql.startsWith("/*", at)) {
      at = endOfComment();
      return TokenKind.COMMENT;
    }
    if (first == '\'') {
      at = endOfString(at + 1, false);
      return TokenKind.STRING;
    }
    if (first == '"') {
      at = endOfQuoted(at + 1);
      return TokenKind.QUOTED_NAME;
    }
    if (first == '$') {
      return dollar();
    }
    if (startsName(first)) {
      return wordOrPrefixed();
    }
    Matcher number = NUMBER.matcher(sql).region(at, sql.length());
    if (number.lookingAt()) {
      at = number.end();
      return TokenKind.NUMBER;
    }
    at++;
    return TokenKind.SYMBOL;
  }

  /** A word, unless it announces a string ({@code E'…'}) or a name ({@code U&"…"}). */
  private TokenKind wordOrPrefixed() {
    String prefix = sql.substring(at, Math.min(at + 3, sql.length())).toUpperCase(Locale.ROOT);
    if (prefix.startsWith("U&\"")) {
      at = endOfQuoted(at + 3);
      return TokenKind.QUOTED_NAME;
    }
    if (prefix.startsWith("U&'")) {
      at = endOfString(at + 3, false);
      return TokenKind.STRING;
    }
    if (prefix.length() > 1 && prefix.charAt(1) == '\'' && "EBXN".indexOf(prefix.charAt(0)) >= 0) {
      at = endOfString(at + 2, prefix.charAt(0) == 'E');
      return TokenKind.STRING;
    }
    at = endOf(at, Lexer::continuesName);
    return TokenKind.WORD;
  }

  private TokenKind dollar() {
    Matcher opening = DOLLARS.matcher(sql).region(at, sql.length());
    if (opening.lookingAt()) {
      int closing = sql.indexOf(opening.group(), opening.end());
      at = closing < 0 ? sql.length() : closing + opening.group().length();
      return TokenKind.STRING;
    }
    int end = endOf(at + 1, Lexer::isDigit);
    boolean parameter = end > at + 1;
    at = parameter ? end : at + 1;
    return parameter ? TokenKind.PARAMETER : TokenKind.SYMBOL;
  }

  /** Comments nest, other than in the C language and the SQL of most others. */
  private int endOfComment() {
    int depth = 1;
    int position = at + 2;
    while (position < sql.length() && depth > 0) {
      if (sql.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (sql.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        position++;
      }
    }
    return position;
  }

  private int endOfString(int start, boolean escapes) {
    int position = start;
    while (position < sql.length()) {
      char c = sql.charAt(position);
      if (escapes && c == '\\') {
        position = Math.min(position + 2, sql.length());
      } else if (c != '\'') {
        position++;
      } else if (sql.startsWith("''", position)) {
        position += 2;
      } else {
        Matcher more = CONTINUED.matcher(sql).region(position + 1, sql.length());
        if (!more.lookingAt()) {
          return position + 1;
        }
        position = more.end();
      }
    }
    return sql.length();
  }

  private int endOfQuoted(int start) {
    int position = start;
    while (position < sql.length()) {
      if (sql.charAt(position) != '"') {
        position++;
      } else if (sql.startsWith("\"\"", position)) {
        position += 2;
      } else {
        return position + 1;
      }
    }
    return sql.length();
  }

  private int endOf(int start, CharTest belongs) {
    int position = start;
    while (position < sql.length() && belongs.test(sql.charAt(position))) {
      position++;
    }
    return position;
  }

  private static boolean isSpace(char c) {
    return SPACES.indexOf(c) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean startsName(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
  }

  private static boolean continuesName(char c) {
    return startsName(c) || isDigit(c) || c == '$';
  }

  @FunctionalInterface
  private interface CharTest {
    boolean test(char c);
  }
}
