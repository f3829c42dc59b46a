package dev.backline.config.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command that is written as one string. Single and double quotes keep words together, as
 * in a POSIX shell; whatever a shell would act on beyond that is refused, so that nobody expects an
 * effect that never comes.
 */
final class CommandWords {

  private static final String SHELL_ONLY = "|&;<>()`*?[]{}\\~#!";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private CommandWords(String text) {
    this.text = text;
  }

  /** The words; throws {@link IllegalArgumentException} for what only a shell can do. */
  static List<String> split(String text) {
    return new CommandWords(text).all();
  }

  private List<String> all() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> takeQuoted();
        case '"' -> takeDoubleQuoted();
        case '$' -> takePlaceholder();
        default -> takePlain(c);
      }
    }
    endWord();
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command needs at least the program's name");
    }
    if (words.getFirst().matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
      throw new IllegalArgumentException(
          "'"
              + words.getFirst()
              + "' before a program sets a variable only in a shell, and there is none");
    }
    return words;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
    at++;
  }

  private void takePlain(char c) {
    boolean special = SHELL_ONLY.indexOf(c) >= 0;
    boolean onlyAtStart = c == '~' || c == '#' || c == '!';
    if (special && (!onlyAtStart || !inWord)) {
      throw shellOnly(text.startsWith(c + "" + c, at) ? c + "" + c : String.valueOf(c));
    }
    append(c);
    at++;
  }

  private void takeQuoted() {
    int end = text.indexOf('\'', at + 1);
    if (end < 0) {
      throw new IllegalArgumentException("a single quote (') is opened and never closed");
    }
    inWord = true;
    word.append(text, at + 1, end);
    at = end + 1;
  }

  private void takeDoubleQuoted() {
    inWord = true;
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '$') {
        takePlaceholder();
      } else if (c == '`') {
        throw shellOnly("`");
      } else {
        boolean escaped =
            c == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
        at += escaped ? 1 : 0;
        append(text.charAt(at));
        at++;
      }
    }
    if (at >= text.length()) {
      throw new IllegalArgumentException("a double quote (\") is opened and never closed");
    }
    at++;
  }

  /** A dollar is a shell's, except where it opens one of Backline's own placeholders. */
  private void takePlaceholder() {
    int end = text.startsWith("${", at) ? text.indexOf('}', at) : -1;
    if (end < 0 || !text.substring(at + 2, end).matches("[a-z]+([.][A-Za-z0-9_]+)?")) {
      throw shellOnly("$");
    }
    inWord = true;
    word.append(text, at, end + 1);
    at = end + 1;
  }

  private void append(char c) {
    inWord = true;
    word.append(c);
  }

  private static IllegalArgumentException shellOnly(String what) {
    return new IllegalArgumentException(
        "'"
            + what
            + "' means something only to a shell, and there is none: put it in single quotes"
            + " if it is meant as it stands, or call a script");
  }
}
