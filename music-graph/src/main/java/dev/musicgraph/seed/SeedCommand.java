package dev.musicgraph.seed;

import dev.musicgraph.band.Band;
import dev.musicgraph.band.Bands;
import dev.musicgraph.catalogue.Editing;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.Genres;
import java.io.PrintStream;

/**
 * {@code seed}: adds the genres and bands that the release brings and the database lacks. What is
 * there already stays as it is, so edits survive a second run.
 */
public final class SeedCommand {
  private final Genres genres;
  private final Bands bands;
  private final Editing editing;

  public SeedCommand(Genres genres, Bands bands, Editing editing) {
    this.genres = genres;
    this.bands = bands;
    this.editing = editing;
  }

  public void run(PrintStream out) {
    SeedCatalogue seed = SeedCatalogue.load();
    out.println(editing.alone(() -> add(seed)));
  }

  private String add(SeedCatalogue seed) {
    int newGenres = 0;
    int newBands = 0;
    for (Genre genre : seed.genres()) {
      if (genres.find(genre.id()).isEmpty()) {
        genres.insert(genre);
        newGenres++;
      }
    }
    for (Band band : seed.bands()) {
      if (bands.find(band.id()).isEmpty()) {
        bands.insert(band);
        newBands++;
      }
    }
    return "seeded " + newGenres + " genres and " + newBands + " bands";
  }
}
