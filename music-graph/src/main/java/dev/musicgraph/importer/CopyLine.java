package dev.musicgraph.importer;

import java.util.ArrayList;
import java.util.List;

/**
 * A row in the text format of PostgreSQL's COPY: fields between tabs, {@code \N} for null, and
 * backslashes before what would else be read as one of these.
 */
final class CopyLine {
  private CopyLine() {}

  /** The fields; null ones are empty, since none of those that are read may be null. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    for (String field : line.split("\t", -1)) {
      fields.add(field.equals("\\N") ? "" : plain(field));
    }
    return fields;
  }

  private static String plain(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (++i < field.length()) {
        text.append(escaped(field.charAt(i)));
      } else {
        throw new BadLine("ends with a backslash");
      }
    }
    return text.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }
}
