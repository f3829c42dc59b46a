package dev.musicgraph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MapLayoutTest {
  private static final int GENRES = 300;
  private static final int BANDS = 1_000;
  private static final LayoutInput INPUT = input(GENRES, BANDS, 7);
  private static final Coordinates PLACED = MapLayout.improve(INPUT, nowhere(INPUT));

  @Test
  void givesTheSameMapTheSamePlaces() {
    Coordinates again = MapLayout.improve(INPUT, nowhere(INPUT));

    assertThat(again.x()).isEqualTo(PLACED.x());
    assertThat(again.y()).isEqualTo(PLACED.y());
  }

  @Test
  void movesNothingWhenNothingHasChanged() {
    assertThat(meanMove(MapLayout.improve(INPUT, PLACED))).isZero();
  }

  @Test
  void letsNoTwoNodesOverlap() {
    assertThat(nearest(PLACED)).isGreaterThan(0.9 * Coordinates.SPACING);
  }

  @Test
  void putsBandsNearTheirGenre() {
    for (int band = GENRES; band < INPUT.count(); band++) {
      int genre = INPUT.primary()[band];
      assertThat(distance(PLACED, band, PLACED, genre)).isLessThan(10 * Coordinates.SPACING);
    }
  }

  @Test
  void putsLinkedGenresNearerThanOthers() {
    double linked = 0;
    for (int i = 0; i < INPUT.from().length; i++) {
      linked += distance(PLACED, INPUT.from()[i], PLACED, INPUT.to()[i]) / INPUT.from().length;
    }
    double all = 0;
    for (int i = 0; i < GENRES; i++) {
      all += distance(PLACED, i, PLACED, (i * 7 + 1) % GENRES) / GENRES;
    }
    assertThat(linked).isLessThan(all / 2);
  }

  @Test
  void hardlyMovesTheOthersWhenABandIsAdded() {
    int added = INPUT.count();
    int[] primary = Arrays.copyOf(INPUT.primary(), added + 1);
    primary[added] = primary[GENRES];
    int[] other = Arrays.copyOf(INPUT.other(), added + 1);
    other[added] = -1;
    LayoutInput larger =
        new LayoutInput(
            GENRES, primary, other, INPUT.sizes(), INPUT.from(), INPUT.to(), INPUT.weights());

    Coordinates placed = MapLayout.improve(larger, withRoomFor(added, 1));

    assertThat(meanMove(placed)).isLessThan(0.02 * Coordinates.SPACING);
    assertThat(nearest(placed)).isGreaterThan(0.9 * Coordinates.SPACING);
    assertThat(distance(placed, added, placed, primary[added]))
        .isLessThan(10 * Coordinates.SPACING);
  }

  @Test
  void hardlyMovesTheOthersWhenAGenreIsAdded() {
    LayoutInput larger = withGenre(GENRES, BANDS, 40);
    Coordinates known = nowhere(larger);
    for (int i = 0; i < INPUT.count(); i++) {
      known.x()[i < GENRES ? i : i + 1] = PLACED.x()[i];
      known.y()[i < GENRES ? i : i + 1] = PLACED.y()[i];
    }

    Coordinates placed = MapLayout.improve(larger, known);

    double moved = 0;
    for (int i = 0; i < INPUT.count(); i++) {
      moved += distance(PLACED, i, placed, i < GENRES ? i : i + 1) / INPUT.count();
    }
    assertThat(moved).isLessThan(0.1 * Coordinates.SPACING);
    assertThat(distance(placed, GENRES, placed, 40)).isLessThan(12 * Coordinates.SPACING);
  }

  @Test
  void hasAPlaceForEverythingAtOnceWithoutMovingWhatHasOne() {
    Coordinates half = nowhere(INPUT);
    for (int i = 0; i < INPUT.count(); i += 2) {
      half.x()[i] = PLACED.x()[i];
      half.y()[i] = PLACED.y()[i];
    }

    Coordinates provisional = MapLayout.provisional(INPUT, half);

    for (int i = 0; i < INPUT.count(); i++) {
      assertThat(provisional.has(i)).isTrue();
      assertThat(i % 2 == 1 || distance(provisional, i, PLACED, i) == 0).isTrue();
    }
  }

  @Test
  void placesWhatHasNoParentsNoBandsOrParentsInACircle() {
    LayoutInput odd =
        new LayoutInput(
            4,
            new int[] {-1, -1, 3, 2},
            new int[] {-1, -1, -1, -1},
            new double[] {1, 1, 1, 1},
            new int[] {2, 3},
            new int[] {3, 2},
            new double[] {1, 1});

    assertThat(nearest(MapLayout.improve(odd, nowhere(odd)))).isGreaterThan(Coordinates.SPACING);
  }

  @Test
  void placesNothingAndOne() {
    LayoutInput none =
        new LayoutInput(
            0, new int[0], new int[0], new double[0], new int[0], new int[0], new double[0]);
    LayoutInput one =
        new LayoutInput(
            1,
            new int[] {-1},
            new int[] {-1},
            new double[] {1},
            new int[0],
            new int[0],
            new double[0]);

    assertThat(MapLayout.improve(none, nowhere(none)).count()).isZero();
    assertThat(MapLayout.improve(one, nowhere(one)).has(0)).isTrue();
  }

  private static double meanMove(Coordinates placed) {
    double sum = 0;
    for (int i = 0; i < INPUT.count(); i++) {
      sum += distance(PLACED, i, placed, i);
    }
    return sum / INPUT.count();
  }

  private static double nearest(Coordinates places) {
    double nearest = Double.MAX_VALUE;
    for (int i = 0; i < places.count(); i++) {
      for (int j = i + 1; j < places.count(); j++) {
        nearest = Math.min(nearest, distance(places, i, places, j));
      }
    }
    return nearest;
  }

  private static double distance(Coordinates a, int i, Coordinates b, int j) {
    return Math.hypot(a.x()[i] - b.x()[j], a.y()[i] - b.y()[j]);
  }

  private static Coordinates nowhere(LayoutInput input) {
    return Coordinates.unknown(input.count());
  }

  private static Coordinates withRoomFor(int from, int more) {
    Coordinates known = Coordinates.unknown(from + more);
    System.arraycopy(PLACED.x(), 0, known.x(), 0, from);
    System.arraycopy(PLACED.y(), 0, known.y(), 0, from);
    return known;
  }

  /** The same as {@link #INPUT}, with one more genre below a parent. */
  private static LayoutInput withGenre(int genres, int bands, int parent) {
    int[] primary = new int[genres + bands + 1];
    int[] other = new int[genres + bands + 1];
    for (int i = 0; i < genres + bands; i++) {
      primary[i < genres ? i : i + 1] = INPUT.primary()[i];
      other[i < genres ? i : i + 1] = INPUT.other()[i];
    }
    primary[genres] = parent;
    other[genres] = -1;
    double[] sizes = Arrays.copyOf(INPUT.sizes(), genres + 1);
    sizes[genres] = 1;
    int links = INPUT.from().length;
    int[] from = Arrays.copyOf(INPUT.from(), links + 1);
    int[] to = Arrays.copyOf(INPUT.to(), links + 1);
    double[] weights = Arrays.copyOf(INPUT.weights(), links + 1);
    from[links] = genres;
    to[links] = parent;
    weights[links] = 1;
    return new LayoutInput(genres + 1, primary, other, sizes, from, to, weights);
  }

  private static LayoutInput input(int genres, int bands, long seed) {
    Random random = new Random(seed);
    int[] primary = new int[genres + bands];
    int[] other = new int[genres + bands];
    Arrays.fill(other, -1);
    double[] sizes = new double[genres];
    int[] to = new int[genres - 5];
    int[] from = new int[genres - 5];
    double[] weights = new double[genres - 5];
    Arrays.fill(weights, 1);
    for (int genre = 0; genre < genres; genre++) {
      sizes[genre] = genre < 5 ? 2 : 1;
      primary[genre] = genre < 5 ? -1 : random.nextInt(Math.max(5, genre / 4));
      if (genre >= 5) {
        from[genre - 5] = genre;
        to[genre - 5] = primary[genre];
      }
    }
    for (int band = genres; band < genres + bands; band++) {
      primary[band] = genres / 4 + random.nextInt(genres - genres / 4);
      other[band] = random.nextBoolean() ? random.nextInt(genres) : -1;
    }
    return new LayoutInput(genres, primary, other, sizes, from, to, weights);
  }
}
