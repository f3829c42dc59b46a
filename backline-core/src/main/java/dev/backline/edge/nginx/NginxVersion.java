package dev.backline.edge.nginx;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of nginx, each part 0 or more. */
record NginxVersion(int major, int minor, int patch) {

  /** The oldest that is tried out: Debian 12's. */
  static final NginxVersion OLDEST = new NginxVersion(1, 22, 1);

  private static final Pattern SAID =
      Pattern.compile("nginx version: [^/]+/(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4}).*");

  /** From what {@code nginx -v} says. */
  static Optional<NginxVersion> in(List<String> lines) {
    return lines.stream()
        .map(SAID::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(said -> new NginxVersion(part(said, 1), part(said, 2), part(said, 3)));
  }

  private static int part(Matcher said, int group) {
    return Integer.parseInt(said.group(group));
  }

  /** Whether HTTP/2 is a directive of its own: since 1.25.1 (nginx's CHANGES). */
  boolean http2IsADirective() {
    return major > 1 || minor > 25 || (minor == 25 && patch >= 1);
  }
}
