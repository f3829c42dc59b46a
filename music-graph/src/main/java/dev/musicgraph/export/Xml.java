package dev.musicgraph.export;

/** Text in XML 1.0 (W3C recommendation, fifth edition). */
final class Xml {
  private Xml() {}

  /**
   * The text for an element or an attribute. What no XML 1.0 document can hold, not even escaped
   * (2.2: most control characters, half surrogate pairs, U+FFFE), becomes U+FFFD.
   */
  static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      // Attributes are normalised: only as references these stay what they are (3.3.3).
      case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
      default -> escaped.appendCodePoint(isLegal(c) ? c : 0xFFFD);
    }
  }

  private static boolean isLegal(int c) {
    return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
