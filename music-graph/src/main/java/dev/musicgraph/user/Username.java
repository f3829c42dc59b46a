package dev.musicgraph.user;

/**
 * What a user logs in with; upper and lower case are the same.
 *
 * @param value 1 to 80 letters, digits and {@code . _ @ + -}
 */
public record Username(String value) {
  public static final int LONGEST = 80;

  public Username {
    if (!isOne(value)) {
      throw new IllegalArgumentException(
          "a user name has 1 to 80 letters, digits and . _ @ + -, not '" + value + "'");
    }
  }

  public static boolean isOne(String text) {
    return text.length() <= LONGEST && text.matches("[\\p{L}\\p{Nd}._@+-]+");
  }

  @Override
  public String toString() {
    return value;
  }
}
