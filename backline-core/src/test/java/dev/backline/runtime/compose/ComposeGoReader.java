package dev.backline.runtime.compose;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How {@code docker compose} 2 reads a file of variables, by the rules of compose-go's package
 * {@code dotenv}: as of its release 1.2 (mid 2022) and of 2.x. Only what our files use: values in
 * quotes. It is the stand-in of tests that have version 1 only; version 2 itself reads such files
 * where {@code ./prove newer} delivers.
 */
enum ComposeGoReader {
  OF_2022,
  OF_TODAY;

  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\$|\\{[^}]*}|[A-Za-z_][A-Za-z0-9_]*)");

  Map<String, String> read(String text) {
    Map<String, String> values = new TreeMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      String name = text.substring(at, equals);
      char quote = text.charAt(equals + 1);
      int end = end(text, equals + 2, quote);
      String inside = inside(text.substring(equals + 1, end + 1), quote);
      values.put(name, quote == '"' ? expanded(unescaped(inside)) : inside);
      at = text.indexOf('\n', end) + 1;
    }
    return values;
  }

  /** Where the value's closing quote is. */
  private int end(String text, int from, char quote) {
    boolean escape = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = this == OF_2022 ? text.charAt(i - 1) == '\\' : escape;
      if (c == quote && !escaped) {
        return i;
      }
      escape = c == '\\' && !escape;
    }
    throw new IllegalStateException("unterminated");
  }

  private String inside(String quoted, char quote) {
    return switch (this) {
      // It strips every quote of that kind from both ends.
      case OF_2022 -> quoted.replaceAll("^" + quote + "+|" + quote + "+$", "");
      case OF_TODAY -> quoted.substring(1, quoted.length() - 1).replace("\\" + quote, "" + quote);
    };
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\(.)", Pattern.DOTALL)
        .matcher(text)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                switch (match.group(1).charAt(0)) {
                  case 'n' -> "\n";
                  case 'r' -> "\r";
                  case '$' -> "\\$";
                  default -> match.group(1);
                }));
  }

  /** No variable is set, so each becomes nothing. */
  private static String expanded(String text) {
    return VARIABLE.matcher(text).replaceAll("");
  }
}
