package dev.musicgraph.user;

/**
 * A plausible address: something before an {@code @}, a domain of two or more labels after it.
 * Whether anybody reads it only a message could tell.
 *
 * @param value at most 120 characters
 */
public record EmailAddress(String value) {
  public static final int LONGEST = 120;

  private static final String LABEL = "[\\p{L}\\p{Nd}]([\\p{L}\\p{Nd}-]*[\\p{L}\\p{Nd}])?";

  public EmailAddress {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not an e-mail address: '" + value + "'");
    }
  }

  public static boolean isOne(String text) {
    return text.length() <= LONGEST
        && text.matches(
            "[\\p{L}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+)*@("
                + LABEL
                + "\\.)+"
                + LABEL);
  }

  @Override
  public String toString() {
    return value;
  }
}
