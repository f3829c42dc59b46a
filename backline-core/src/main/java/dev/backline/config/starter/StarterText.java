package dev.backline.config.starter;

import dev.backline.config.schema.Descriptions;
import java.util.List;

/** A {@code backline.yml} as it grows, each key under its own description. */
final class StarterText {

  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();

  /** A comment of its own. */
  StarterText comment(String words) {
    return wrap("# ", words);
  }

  StarterText gap() {
    text.append('\n');
    return this;
  }

  /** A key, described, with its value; a blank value opens a block. */
  StarterText key(String path, String value) {
    List<String> parts = List.of(path.split("\\."));
    String indent = "  ".repeat(parts.size() - 1);
    wrap(indent + "# ", Descriptions.of(parts).replace("`", "'"));
    return line(indent + parts.getLast() + ":" + (value.isBlank() ? "" : " " + value));
  }

  /** A line as it is. */
  StarterText line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** A block that is there to be switched on: every line is a comment. */
  StarterText off(String path, String block) {
    wrap("# ", Descriptions.of(List.of(path.split("\\."))).replace("`", "'"));
    block.lines().forEach(line -> line("# " + line));
    return this;
  }

  private StarterText wrap(String start, String words) {
    StringBuilder line = new StringBuilder(start);
    for (String word : words.split(" ")) {
      if (line.length() + word.length() > WIDTH) {
        line(line.toString().stripTrailing());
        line = new StringBuilder(start);
      }
      line.append(word).append(' ');
    }
    return line(line.toString().stripTrailing());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
