package dev.backline.edge.nginx;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A configuration that holds its own digest: in its first line, so that a change by hand shows, and
 * wherever it asks for it, so that the running nginx can tell which one it has loaded.
 */
final class SealedText {

  /** What stands in the digest's place while the digest is taken. */
  static final String PLACE = "@DIGEST@";

  private static final String FIRST = "# digest ";

  private SealedText() {}

  /** The text with a first line of its digest's, and its digest in every {@link #PLACE}. */
  static String seal(String text) {
    String open = FIRST + PLACE + "\n" + text + "\n";
    return open.replace(PLACE, digest(open));
  }

  /** The digest that a sealed text bears: 64 hexadecimal digits. */
  static String digestOf(String sealed) {
    return sealed.substring(FIRST.length(), sealed.indexOf('\n'));
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
