package dev.backline.host.command;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words as a POSIX shell reads them back, character for character (POSIX.1-2017, Shell Command
 * Language, 2.2.2). The one place where a command becomes text for a shell.
 */
public final class ShellWords {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private ShellWords() {}

  /**
   * One word: whatever it holds, the shell takes it as this text and expands nothing in it.
   *
   * @throws IllegalArgumentException if it holds a NUL character, which no argument can
   */
  public static String quoted(String word) {
    if (word.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a word for a shell holds a NUL character");
    }
    // Nothing but the quote itself is special between single quotes.
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Several words, with a blank between them. */
  public static String quoted(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  /**
   * A shell variable's name, checked, since it can't be quoted.
   *
   * @throws IllegalArgumentException if a shell knows no variable of that name
   */
  public static String variable(String name) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name that a shell takes for a variable: " + name);
    }
    return name;
  }
}
