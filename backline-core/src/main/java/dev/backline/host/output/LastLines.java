package dev.backline.host.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of an output, within a bound of lines and of characters. Not for threads. */
final class LastLines {

  static final int MOST_LINES = 10_000;
  static final int MOST_CHARACTERS = 4_000_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private int characters;

  void add(String line) {
    lines.addLast(line);
    characters += line.length();
    while (lines.size() > MOST_LINES || characters > MOST_CHARACTERS) {
      characters -= lines.removeFirst().length();
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
