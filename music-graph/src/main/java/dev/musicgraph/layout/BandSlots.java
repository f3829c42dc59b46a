package dev.musicgraph.layout;

import java.util.BitSet;

/** Gives each band a slot round its primary genre, on the side of another genre of its. */
final class BandSlots {
  // Looking for the best free slot takes quadratic time; a crowd gets any.
  private static final int CROWD = 500;

  private final LayoutInput input;
  private final int[][] bandsOf;

  BandSlots(LayoutInput input) {
    this.input = input;
    bandsOf = new int[input.genres()][];
    int[] count = new int[input.genres()];
    for (int band = input.genres(); band < input.count(); band++) {
      count[input.primary()[band]]++;
    }
    for (int genre = 0; genre < bandsOf.length; genre++) {
      bandsOf[genre] = new int[count[genre]];
    }
    for (int band = input.count() - 1; band >= input.genres(); band--) {
      int genre = input.primary()[band];
      bandsOf[genre][--count[genre]] = band;
    }
  }

  /** How far a genre with its bands reaches. */
  double radius(int genre) {
    double alone = input.sizes()[genre] * Coordinates.SPACING;
    int bands = bandsOf[genre].length;
    return bands == 0 ? alone : Math.max(alone, Sunflower.radius(bands));
  }

  /**
   * Bands go with their genre; those that had a slot keep it.
   *
   * @param known where genres and bands were; places of genres and bands must be of one moment
   * @param placed the genres' places now; gets those of the bands
   */
  void fill(Coordinates known, Coordinates placed) {
    for (int genre = 0; genre < bandsOf.length; genre++) {
      fill(genre, known, placed);
    }
  }

  private void fill(int genre, Coordinates known, Coordinates placed) {
    int[] bands = bandsOf[genre];
    int[] slots = new int[bands.length];
    BitSet taken = new BitSet(bands.length);
    for (int i = 0; i < bands.length; i++) {
      slots[i] = slotBefore(genre, bands[i], known);
      // A slot far outside is a leftover of a larger crowd.
      if (slots[i] >= bands.length || (slots[i] >= 0 && taken.get(slots[i]))) {
        slots[i] = -1;
      }
      if (slots[i] >= 0) {
        taken.set(slots[i]);
      }
    }
    for (int i = 0; i < bands.length; i++) {
      if (slots[i] < 0) {
        slots[i] = choose(genre, bands[i], bands.length, taken, placed);
        taken.set(slots[i]);
      }
      placed.x()[bands[i]] = placed.x()[genre] + Sunflower.x(slots[i]);
      placed.y()[bands[i]] = placed.y()[genre] + Sunflower.y(slots[i]);
    }
  }

  private static int slotBefore(int genre, int band, Coordinates known) {
    return known.has(genre) && known.has(band)
        ? Sunflower.at(known.x()[band] - known.x()[genre], known.y()[band] - known.y()[genre])
        : -1;
  }

  private int choose(int genre, int band, int slots, BitSet taken, Coordinates placed) {
    int other = input.other()[band];
    if (other < 0 || slots > CROWD) {
      return taken.nextClearBit(0);
    }
    double dx = placed.x()[other] - placed.x()[genre];
    double dy = placed.y()[other] - placed.y()[genre];
    double reach = Sunflower.radius(slots) / Math.max(1e-9, Math.hypot(dx, dy));
    int best = -1;
    double nearest = Double.MAX_VALUE;
    for (int slot = taken.nextClearBit(0); slot < slots; slot = taken.nextClearBit(slot + 1)) {
      double away = Math.hypot(Sunflower.x(slot) - dx * reach, Sunflower.y(slot) - dy * reach);
      if (away < nearest) {
        nearest = away;
        best = slot;
      }
    }
    return best;
  }
}
