package dev.musicgraph.synthetic;

import java.util.List;
import java.util.Optional;

/**
 * How much to invent, and from which seed.
 *
 * @param genres 1 to 200,000
 * @param bands 0 to 1,000,000
 * @param add whether the catalogue may hold something already
 */
record Size(int genres, int bands, long seed, boolean add) {
  private static final int MOST_GENRES = 200_000;
  private static final int MOST_BANDS = 1_000_000;

  Size {
    if (genres < 1 || genres > MOST_GENRES || bands < 0 || bands > MOST_BANDS || seed < 0) {
      throw new IllegalArgumentException("out of range");
    }
  }

  /** Reads the arguments of the command; empty if they are wrong. */
  static Optional<Size> of(List<String> arguments) {
    int genres = 0;
    int bands = -1;
    long seed = -1;
    boolean add = false;
    try {
      for (int i = 0; i < arguments.size(); i++) {
        switch (arguments.get(i)) {
          case "--genres" -> genres = Integer.parseInt(arguments.get(++i));
          case "--bands" -> bands = Integer.parseInt(arguments.get(++i));
          case "--seed" -> seed = Integer.parseInt(arguments.get(++i));
          case "--add" -> add = true;
          default -> throw new IllegalArgumentException(arguments.get(i));
        }
      }
      return Optional.of(new Size(genres, bands, seed, add));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
