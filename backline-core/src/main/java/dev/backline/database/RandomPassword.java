package dev.backline.database;

import dev.backline.secret.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** A new password of 192 random bits in letters, digits, hyphens and underscores. */
public final class RandomPassword {

  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomPassword() {}

  public static Secret create() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }
}
