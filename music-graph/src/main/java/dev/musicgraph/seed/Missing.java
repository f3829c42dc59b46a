package dev.musicgraph.seed;

import dev.musicgraph.bulk.NewBand;
import dev.musicgraph.bulk.NewGenre;
import dev.musicgraph.bulk.NewRelation;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a catalogue lacks of the seed, and can take. Somebody may have made a leaf of what has
 * sub-genres in the seed, or given children to what has bands there: then those children and bands
 * have no place.
 *
 * @param unfit names of the genres and bands that have no place
 */
record Missing(
    List<NewGenre> genres, List<NewRelation> relations, List<NewBand> bands, List<String> unfit) {

  /**
   * @param types of the genres in the catalogue
   * @param bands ids of the bands in it
   */
  static Missing of(SeedCatalogue seed, Map<GenreId, GenreType> types, Set<String> bands) {
    Map<GenreId, GenreType> after = new HashMap<>(types);
    List<NewGenre> genres = new ArrayList<>();
    List<NewGenre> open =
        new ArrayList<>(
            seed.genres().stream().filter(genre -> !types.containsKey(genre.id())).toList());
    // Parents may come after their children in the files, hence once more as long as one fits.
    boolean found = true;
    while (found) {
      found = false;
      for (NewGenre genre : List.copyOf(open)) {
        Optional<NewGenre> fitting = fitting(genre, after, open);
        if (fitting.isPresent()) {
          after.put(genre.id(), genre.type());
          genres.add(fitting.get());
          open.remove(genre);
          found = true;
        }
      }
    }
    List<String> unfit = new ArrayList<>(open.stream().map(NewGenre::name).toList());
    List<NewBand> newBands = bands(seed, after, bands, unfit);
    List<NewRelation> relations =
        seed.relations().stream()
            .filter(relation -> !types.containsKey(relation.genre()))
            .filter(relation -> after.containsKey(relation.genre()))
            .filter(relation -> after.containsKey(relation.other()))
            .toList();
    return new Missing(genres, relations, newBands, unfit);
  }

  /** The genre with those of its parents that can have it; empty while one is still to come. */
  private static Optional<NewGenre> fitting(
      NewGenre genre, Map<GenreId, GenreType> types, List<NewGenre> open) {
    Predicate<GenreId> toCome = id -> open.stream().anyMatch(other -> other.id().equals(id));
    if (genre.parents().stream().anyMatch(toCome)) {
      return Optional.empty();
    }
    List<GenreId> parents =
        genre.parents().stream()
            .filter(parent -> types.containsKey(parent) && types.get(parent) != GenreType.LEAF)
            .toList();
    return parents.isEmpty() && genre.type() != GenreType.ROOT
        ? Optional.empty()
        : Optional.of(new NewGenre(genre.id(), genre.name(), genre.type(), parents));
  }

  private static List<NewBand> bands(
      SeedCatalogue seed, Map<GenreId, GenreType> types, Set<String> there, List<String> unfit) {
    List<NewBand> fitting = new ArrayList<>();
    for (NewBand band : seed.bands()) {
      List<GenreId> genres =
          band.genres().stream().filter(genre -> types.get(genre) == GenreType.LEAF).toList();
      if (there.contains(band.id().value())) {
        continue;
      }
      if (genres.isEmpty()) {
        unfit.add(band.name());
      } else {
        fitting.add(new NewBand(band.id(), band.name(), genres));
      }
    }
    return fitting;
  }
}
