package dev.backline.secret;

import java.security.SecureRandom;

/** Makes passwords that nobody has to type. */
public final class SecretGenerator {

  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 32;

  private final SecureRandom random = new SecureRandom();

  /**
   * 32 letters and digits, 190 bits: safe in URLs, files and shells, and never taken for an option.
   */
  public Secret generate() {
    StringBuilder value = new StringBuilder(LENGTH);
    random.ints(LENGTH, 0, CHARACTERS.length()).mapToObj(CHARACTERS::charAt).forEach(value::append);
    return Secret.of(value.toString());
  }
}
