package dev.musicgraph.user;

/**
 * What a user logs in with; upper and lower case are the same.
 *
 * @param value 1 to 80 letters, digits and {@code . _ @ + -}
 */
public record Username(String value) {
  public Username {
    if (!value.matches("[\\p{L}\\p{Nd}._@+-]{1,80}")) {
      throw new IllegalArgumentException(
          "a user name has 1 to 80 letters, digits and . _ @ + -, not '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
