package dev.backline.database.lint.sql;

import java.util.ArrayList;
import java.util.List;

/** A text of any number of statements. */
public final class SqlScript {

  private final List<SqlStatement> statements = new ArrayList<>();
  private final List<Token> current = new ArrayList<>();

  /** Open parentheses, as a semicolon within them ends nothing ({@code CREATE RULE}). */
  private int parentheses;

  /** Open BEGIN and CASE, in a routine's body that is not a string (manual, CREATE FUNCTION). */
  private int blocks;

  private SqlScript() {}

  /**
   * Its statements in order, each with the comments before it and those behind it on its last line.
   * Joined they are the text; only what is empty but for comments and semicolons may be left out.
   */
  public static List<SqlStatement> statements(String sql) {
    return split(sql).stream().filter(statement -> !statement.isEmpty()).toList();
  }

  /** All of the text, the empty statements too. */
  static List<SqlStatement> split(String sql) {
    SqlScript script = new SqlScript();
    List<Token> tokens = Lexer.tokens(sql);
    for (int i = 0; i < tokens.size(); i++) {
      script.add(tokens.get(i));
      if (tokens.get(i).isSymbol(';') && script.parentheses <= 0 && script.blocks <= 0) {
        int end = endOfLine(tokens, i + 1);
        script.current.addAll(tokens.subList(i + 1, end));
        script.endStatement();
        i = end - 1;
      }
    }
    if (!script.current.isEmpty()) {
      script.endStatement();
    }
    return List.copyOf(script.statements);
  }

  private void add(Token token) {
    if (token.isSymbol('(')) {
      parentheses++;
    } else if (token.isSymbol(')')) {
      parentheses--;
    } else if (token.isWord("BEGIN") && (blocks > 0 || new Words(current).isRoutine())) {
      blocks++;
    } else if (blocks > 0 && token.isWord("CASE")) {
      blocks++;
    } else if (blocks > 0 && token.isWord("END")) {
      blocks--;
    }
    current.add(token);
  }

  private void endStatement() {
    statements.add(new SqlStatement(current));
    current.clear();
    parentheses = 0;
    blocks = 0;
  }

  /** Behind a comment that follows on the same line; the start if there is none. */
  private static int endOfLine(List<Token> tokens, int start) {
    int comment = start;
    if (comment < tokens.size() && isWithinLine(tokens.get(comment))) {
      comment++;
    }
    return comment < tokens.size() && tokens.get(comment).text().startsWith("--")
        ? comment + 1
        : start;
  }

  private static boolean isWithinLine(Token token) {
    return token.kind() == TokenKind.SPACE
        && token.text().indexOf('\n') < 0
        && token.text().indexOf('\r') < 0;
  }
}
