package dev.backline.config;

import java.util.List;

/** A command as its words: the program, then its arguments. No shell ever sees it. */
public record Argv(List<String> words) {

  public Argv {
    words = List.copyOf(words);
    Checked.that(!words.isEmpty(), "a command needs at least the program's name");
    Checked.that(
        !words.getFirst().isBlank(),
        "the first word of a command is the program's name and can't be blank");
    Checked.that(
        words.stream().noneMatch(word -> word.indexOf('\0') >= 0),
        "a command can't hold a NUL character");
  }

  public static Argv of(String... words) {
    return new Argv(List.of(words));
  }

  public String program() {
    return words.getFirst();
  }

  /** The words with a space between, for people to read; not to be run. */
  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
