package dev.musicgraph.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A secret that a program shows instead of a password: {@code mgt_}, 40 random letters and digits
 * (238 bits), and six for a checksum. The prefix lets scanners for leaked secrets find it; by the
 * checksum a mistyped or invented one is known without asking the database.
 */
public final class ApiToken {
  private static final String PREFIX = "mgt_";
  private static final int RANDOM = 40;
  private static final int CHECKSUM = 6;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final SecureRandom CHANCE = new SecureRandom();

  private final String text;

  private ApiToken(String text) {
    this.text = text;
  }

  static ApiToken generate() {
    StringBuilder random = new StringBuilder(PREFIX);
    for (int i = 0; i < RANDOM; i++) {
      random.append(DIGITS.charAt(CHANCE.nextInt(DIGITS.length())));
    }
    return new ApiToken(random + checksum(random.toString()));
  }

  /** Empty unless it has the form and the checksum of a token. */
  public static Optional<ApiToken> parse(String text) {
    int body = PREFIX.length() + RANDOM;
    return text.length() == body + CHECKSUM
            && text.startsWith(PREFIX)
            && checksum(text.substring(0, body)).equals(text.substring(body))
        ? Optional.of(new ApiToken(text))
        : Optional.empty();
  }

  /** The secret itself, to be shown once. */
  public String text() {
    return text;
  }

  /** What is stored: SHA-256, in hex. A token is too random to need a slow hash. */
  String hash() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder digits = new StringBuilder();
    for (long rest = crc.getValue(); digits.length() < CHECKSUM; rest /= DIGITS.length()) {
      digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
    }
    return digits.toString();
  }

  /** Without the secret, which has no place in a log. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
