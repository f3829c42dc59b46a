package dev.musicgraph.catalogue;

/** The form of the ids of genres and bands: 1 to 50 of {@code a-z 0-9 -}. */
public final class Slug {
  public static final int LONGEST = 50;

  private Slug() {}

  public static boolean isOne(String text) {
    return text.length() <= LONGEST && text.matches("[a-z0-9-]+");
  }

  /**
   * The slug nearest to a name, for example {@code motorhead} for {@code Motörhead}; empty if the
   * name has no letter or digit of a Latin alphabet.
   */
  public static String of(String name) {
    String slug =
        Alphabet.fold(name)
            .replace("&", " and ")
            .replace("'", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return slug.length() <= LONGEST ? slug : slug.substring(0, LONGEST).replaceAll("-+$", "");
  }

  /**
   * @throws IllegalArgumentException unless it {@link #isOne}
   */
  public static String require(String text) {
    if (!isOne(text)) {
      throw new IllegalArgumentException(
          "an id is 1 to " + LONGEST + " of a-z, 0-9 and hyphen, not '" + text + "'");
    }
    return text;
  }
}
