package dev.backline.database.lint.sql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One statement with the comments around it.
 *
 * @param tokens its own and those before it, up to and with the semicolon that ends it
 */
public record SqlStatement(List<Token> tokens) {

  private static final int SHORT = 120;

  public SqlStatement {
    tokens = List.copyOf(tokens);
  }

  /** As it was written. */
  public String text() {
    return tokens.stream().map(Token::text).collect(Collectors.joining());
  }

  /** What its comments say, in their order. */
  public List<String> comments() {
    return tokens.stream()
        .filter(token -> token.kind() == TokenKind.COMMENT)
        .map(Token::comment)
        .toList();
  }

  /** On one line, without comments and the semicolon at the end. */
  public String line() {
    return SqlLine.of(tokens);
  }

  /** On one line of at most 120 characters. */
  public String shortLine() {
    String line = line();
    return line.length() <= SHORT ? line : line.substring(0, SHORT - 1) + "…";
  }

  /** Whether a name stands in it; not within a string. */
  public boolean mentions(String name) {
    return tokens.stream().anyMatch(token -> token.isName() && token.name().equals(name));
  }

  Words words() {
    return new Words(tokens);
  }

  boolean isEmpty() {
    return tokens.stream().allMatch(token -> token.kind().isTrivia() || token.isSymbol(';'));
  }
}
