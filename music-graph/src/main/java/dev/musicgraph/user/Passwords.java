package dev.musicgraph.user;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are judged and stored. */
public final class Passwords {
  public static final int SHORTEST = 10;

  /** bcrypt takes no more bytes than this. */
  public static final int LONGEST = 72;

  private Passwords() {}

  /** Writes the algorithm before the hash, so that it can be changed later. */
  public static PasswordEncoder encoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  /** Why a password can't be taken, if it can't. */
  public static Optional<String> problem(String password) {
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    return password.length() < SHORTEST || bytes > LONGEST
        ? Optional.of("a password has " + SHORTEST + " to " + LONGEST + " characters")
        : Optional.empty();
  }
}
