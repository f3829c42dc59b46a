package dev.musicgraph.synthetic;

import dev.musicgraph.band.BandId;
import dev.musicgraph.bulk.NewBand;
import dev.musicgraph.bulk.NewGenre;
import dev.musicgraph.bulk.NewRelation;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Genres and bands that don't exist, named so that nobody takes them for music. The same size and
 * seed make the same ones everywhere: {@link Random}'s numbers are part of its specification.
 *
 * <p>The shape is a catalogue's: few have many children and bands, most have few (the rich get
 * richer: Barabási and Albert, 1999), and most bands are in one or two genres.
 */
record SyntheticCatalogue(List<NewGenre> genres, List<NewRelation> relations, List<NewBand> bands) {
  private static final int MOST_PARENTS = 3;
  private static final int MOST_GENRES_OF_A_BAND = 6;

  static SyntheticCatalogue of(Size size) {
    return new Invention(size).all();
  }

  /** Goes from the roots downwards, so that parents always come before their children. */
  private static final class Invention {
    private final Size size;
    private final Random random;
    private final int roots;
    private final int leavesFrom;

    /** Every genre that is not a leaf, once, and again for each of its children. */
    private final List<Integer> attractive = new ArrayList<>();

    Invention(Size size) {
      this.size = size;
      random = new Random(size.seed());
      roots = Math.clamp(size.genres() / 60, 1, 40);
      leavesFrom = Math.max(roots, size.genres() / 4);
    }

    SyntheticCatalogue all() {
      List<NewGenre> genres = new ArrayList<>();
      for (int i = 0; i < size.genres(); i++) {
        genres.add(genre(i));
      }
      List<NewRelation> relations = new ArrayList<>();
      for (int i = roots; i < size.genres(); i++) {
        relate(i, NewRelation.Kind.FUSION, random.nextInt(8) == 0 ? 2 : 0, relations);
        relate(i, NewRelation.Kind.INFLUENCE, random.nextInt(3), relations);
      }
      List<NewBand> bands = new ArrayList<>();
      for (int i = 0; i < size.bands(); i++) {
        bands.add(band(i));
      }
      return new SyntheticCatalogue(genres, relations, bands);
    }

    private NewGenre genre(int number) {
      GenreType type = type(number);
      Set<GenreId> parents = new LinkedHashSet<>();
      if (type != GenreType.ROOT) {
        do {
          parents.add(parent(number));
        } while (random.nextInt(4) == 0 && parents.size() < MOST_PARENTS);
      }
      if (type != GenreType.LEAF) {
        attractive.add(number);
      }
      return new NewGenre(
          id(number),
          "Synthetic genre %d of seed %d".formatted(number, size.seed()),
          type,
          List.copyOf(parents));
    }

    private GenreType type(int number) {
      if (size.genres() == 1 || number >= leavesFrom && number >= roots) {
        return GenreType.LEAF;
      }
      return number < roots ? GenreType.ROOT : GenreType.INTERMEDIATE;
    }

    private GenreId parent(int number) {
      int childless = number - leavesFrom + roots;
      // The first leaves go where there would else be no child.
      boolean needed = number >= leavesFrom && childless < leavesFrom;
      int parent = needed ? childless : attractive.get(random.nextInt(attractive.size()));
      attractive.add(parent);
      return id(parent);
    }

    private void relate(int number, NewRelation.Kind kind, int times, List<NewRelation> relations) {
      Set<Integer> others = new LinkedHashSet<>();
      for (int i = 0; i < times; i++) {
        others.add(random.nextInt(number));
      }
      others.forEach(other -> relations.add(new NewRelation(id(number), id(other), kind)));
    }

    private NewBand band(int number) {
      Set<GenreId> genres = new LinkedHashSet<>();
      do {
        genres.add(leaf());
      } while (random.nextInt(5) < 2 && genres.size() < MOST_GENRES_OF_A_BAND);
      return new NewBand(
          new BandId("synthetic-band-%d-%d".formatted(size.seed(), number)),
          "Synthetic band %d of seed %d".formatted(number, size.seed()),
          List.copyOf(genres));
    }

    /** The earlier, the likelier: half of all bands are in the first eighth of the leaves. */
    private GenreId leaf() {
      int first = size.genres() == 1 ? 0 : leavesFrom;
      int count = size.genres() - first;
      return id(first + (int) (Math.pow(random.nextDouble(), 3) * count));
    }

    private GenreId id(int number) {
      return new GenreId("synthetic-genre-%d-%d".formatted(size.seed(), number));
    }
  }
}
