package dev.backline.edge.proxy;

import java.util.Locale;

/** Reads an Accept header (RFC 9110 section 12.5.1) as far as an error page needs it. */
final class Acceptance {

  private Acceptance() {}

  /** Whether JSON is named and weighs more than HTML, or as much and comes first. */
  static boolean prefersJson(String accept) {
    double json = 0;
    double html = 0;
    for (String entry : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String type = entry.split(";", 2)[0].strip();
      if (type.equals("application/json") && weight(entry) > html) {
        json = weight(entry);
      } else if (type.equals("text/html") && weight(entry) > json) {
        html = weight(entry);
      }
    }
    return json > html;
  }

  private static double weight(String entry) {
    int q = entry.indexOf("q=");
    if (q < 0) {
      return 1;
    }
    try {
      return Double.parseDouble(entry.substring(q + 2).split(";", 2)[0].strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
