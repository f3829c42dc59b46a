package dev.musicgraph.user;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are judged and stored. */
public final class Passwords {
  public static final int SHORTEST = 10;

  /** bcrypt takes no more bytes than this. */
  public static final int LONGEST = 72;

  /** Those of ten characters or more that lead the lists of leaked passwords. */
  private static final Set<String> COMMON =
      Set.of(
          "0123456789",
          "0987654321",
          "1029384756",
          "1234512345",
          "123456789a",
          "123456789q",
          "1234567890",
          "12345678910",
          "123456789123",
          "1234567891011",
          "123qwe123qwe",
          "1q2w3e4r5t",
          "1q2w3e4r5t6y",
          "1qaz2wsx3edc",
          "9876543210",
          "abcd123456",
          "abcdefghij",
          "administrator",
          "asdfghjkl1",
          "basketball",
          "changeme123",
          "iloveyou12",
          "iloveyou123",
          "letmein123",
          "musicgraph",
          "music-graph",
          "p@ssw0rd123",
          "passw0rd123",
          "password01",
          "password10",
          "password11",
          "password12",
          "password123",
          "password1234",
          "passwordpassword",
          "princess123",
          "q1w2e3r4t5",
          "q1w2e3r4t5y6",
          "qazwsxedcrfv",
          "qwer123456",
          "qwerty1234",
          "qwerty12345",
          "qwerty123456",
          "qwertyuiop",
          "qwertyuiop123",
          "superman123",
          "welcome123",
          "zxcvbnm123");

  private Passwords() {}

  /** Writes the algorithm before the hash, so that it can be changed later. */
  public static PasswordEncoder encoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  /** Why a password can't be taken for this user name, if it can't. */
  public static Optional<String> problem(String password, String username) {
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    if (password.length() < SHORTEST || bytes > LONGEST) {
      return Optional.of("a password has " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (password.equalsIgnoreCase(username)) {
      return Optional.of("the password must not be the user name");
    }
    if (COMMON.contains(password.toLowerCase(Locale.ROOT))
        || password.chars().distinct().count() == 1) {
      return Optional.of("this password is among the first that everybody tries");
    }
    return Optional.empty();
  }
}
