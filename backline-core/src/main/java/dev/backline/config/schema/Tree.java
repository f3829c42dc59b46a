package dev.backline.config.schema;

import java.util.List;

/** A YAML document, each value with its place. */
public sealed interface Tree {

  Mark at();

  /** A value without parts, and what a YAML 1.2 reader takes it for. */
  record Scalar(String text, Kind kind, Mark at) implements Tree {}

  /** A list. */
  record Items(List<Tree> items, Mark at) implements Tree {

    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping; its keys are distinct. */
  record Entries(List<Entry> entries, Mark at) implements Tree {

    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /** A key with its place, and its value. */
  record Entry(String key, Mark at, Tree value) {}

  /** What a plain scalar is by YAML's core schema; whatever is quoted is text. */
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NOTHING
  }

  /** A value as an error message calls it. */
  default String described() {
    return switch (this) {
      case Entries _ -> "keys and values";
      case Items _ -> "a list";
      case Scalar(String text, Kind kind, Mark _) ->
          switch (kind) {
            case TEXT -> "'" + shortened(text) + "'";
            case NUMBER, BOOLEAN -> shortened(text);
            case NOTHING -> "nothing";
          };
    };
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
