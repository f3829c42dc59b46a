package dev.backline.database.lint.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a statement word by word; comments, white space and the last semicolon are not there. */
final class Words {

  /** With what is between the words, for showing them as they were written. */
  private final List<Token> all;

  private final List<Token> tokens;
  private int at;

  Words(List<Token> all) {
    int end = all.size();
    while (end > 0 && (all.get(end - 1).kind().isTrivia() || all.get(end - 1).isSymbol(';'))) {
      end--;
    }
    this.all = List.copyOf(all.subList(0, end));
    tokens = this.all.stream().filter(token -> !token.kind().isTrivia()).toList();
  }

  boolean atEnd() {
    return at == tokens.size();
  }

  /** Whether these key words come next. */
  boolean at(String... keywords) {
    for (int i = 0; i < keywords.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).isWord(keywords[i])) {
        return false;
      }
    }
    return true;
  }

  /** Passes these key words if they come next. */
  boolean skip(String... keywords) {
    boolean there = at(keywords);
    if (there) {
      at += keywords.length;
    }
    return there;
  }

  boolean atSymbol(char symbol) {
    return !atEnd() && tokens.get(at).isSymbol(symbol);
  }

  /** Whether a parenthesis is opened after that many words. */
  boolean atOpening(int ahead) {
    return at + ahead < tokens.size() && tokens.get(at + ahead).isSymbol('(');
  }

  boolean skipSymbol(char symbol) {
    boolean there = atSymbol(symbol);
    if (there) {
      at++;
    }
    return there;
  }

  /** The next token, whatever it is; passes it. */
  Optional<Token> next() {
    return atEnd() ? Optional.empty() : Optional.of(tokens.get(at++));
  }

  /** A name with or without a schema; passes it. */
  Optional<SqlName> name() {
    List<Token> parts = new ArrayList<>();
    while (!atEnd() && tokens.get(at).isName()) {
      parts.add(tokens.get(at++));
      if (!skipSymbol('.')) {
        break;
      }
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> schema =
        parts.size() > 1 ? Optional.of(parts.get(parts.size() - 2).name()) : Optional.empty();
    String written = String.join(".", parts.stream().map(Token::text).toList());
    return Optional.of(new SqlName(schema, parts.getLast().name(), written));
  }

  /** Names between commas; passes them. */
  List<SqlName> names() {
    List<SqlName> names = new ArrayList<>();
    do {
      name().ifPresent(names::add);
      skipSymbol('*');
    } while (skipSymbol(','));
    return names;
  }

  /** Passes what is in parentheses, if that comes next; returns it. */
  Optional<Words> parentheses() {
    if (!atSymbol('(')) {
      return Optional.empty();
    }
    int start = at;
    int depth = 0;
    do {
      depth += depthOf(tokens.get(at++));
    } while (depth > 0 && !atEnd());
    return Optional.of(new Words(tokens.subList(start + 1, Math.max(start + 1, at - 1))));
  }

  /** What is left, cut at the commas outside of all parentheses and brackets. */
  List<Words> split() {
    List<Words> parts = new ArrayList<>();
    List<Token> part = new ArrayList<>();
    int depth = 0;
    for (Token token : left()) {
      depth += depthOf(token);
      if (depth == 0 && token.isSymbol(',')) {
        parts.add(new Words(part));
        part.clear();
      } else {
        part.add(token);
      }
    }
    parts.add(new Words(part));
    return parts;
  }

  /** Whether these key words are among what is left, outside of all parentheses and brackets. */
  boolean have(String... keywords) {
    return find(keywords).isPresent();
  }

  /** What follows the first occurrence of these key words, outside of all parentheses. */
  Optional<Words> find(String... keywords) {
    Words ahead = rest();
    int depth = 0;
    while (!ahead.atEnd()) {
      if (depth == 0 && ahead.skip(keywords)) {
        return Optional.of(ahead.rest());
      }
      depth += depthOf(ahead.tokens.get(ahead.at));
      ahead.at++;
    }
    return Optional.empty();
  }

  /** Whether it makes a function or a procedure. */
  boolean isRoutine() {
    Words start = new Words(tokens);
    start.skip("CREATE");
    start.skip("OR", "REPLACE");
    return start.at > 0 && (start.at("FUNCTION") || start.at("PROCEDURE"));
  }

  /** What is left, on one line. */
  String line() {
    return SqlLine.of(left());
  }

  private Words rest() {
    return new Words(left());
  }

  private List<Token> left() {
    int words = 0;
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).kind().isTrivia() && words++ == at) {
        return all.subList(i, all.size());
      }
    }
    return List.of();
  }

  private static int depthOf(Token token) {
    if (token.isSymbol('(') || token.isSymbol('[')) {
      return 1;
    }
    return token.isSymbol(')') || token.isSymbol(']') ? -1 : 0;
  }
}
