package dev.musicgraph.catalogue;

import dev.musicgraph.band.BandEditing;
import dev.musicgraph.band.BandForm;
import dev.musicgraph.band.BandId;
import dev.musicgraph.band.Bands;
import dev.musicgraph.genre.GenreEditing;
import dev.musicgraph.genre.GenreForm;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.Genres;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Somebody who tries everything, most of it wrong, on few ids so that edits get into each other's
 * way.
 */
final class RandomEdits {
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");
  private static final List<String> TYPES =
      List.of(
          "root", "intermediate", "intermediate", "intermediate", "leaf", "leaf", "leaf", "branch");
  private static final List<String> NAMES =
      List.of(
          "Ska",
          " Sigur Ro\u0301s ",
          "<b>Bold</b>",
          "🎸".repeat(100),
          "🎸".repeat(101),
          "",
          "a\u0000b",
          "'; drop table genre; --");

  private final Random random;
  private final Genres genres;
  private final Bands bands;
  private final GenreEditing genreEditing;
  private final BandEditing bandEditing;

  RandomEdits(long seed, DataSource database) {
    random = new Random(seed);
    JdbcClient client = JdbcClient.create(database);
    Editing editing = new Editing(new JdbcTransactionManager(database), client);
    genres = new Genres(client);
    bands = new Bands(client);
    genreEditing = new GenreEditing(genres, editing);
    bandEditing = new BandEditing(bands, genres, editing);
  }

  /** One edit; tells whether it says that it wrote. */
  boolean tryOne() {
    GenreId genre = new GenreId(one(IDS));
    BandId band = new BandId(one(IDS));
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> genreEditing.add(genreForm(id())) instanceof Checked.Valid;
      case 3, 4, 5, 6 ->
          genreEditing.change(genre, genreForm(genre.value()), version(genres.stored(genre)))
              instanceof Checked.Valid;
      case 7 -> genreEditing.delete(genre, version(genres.stored(genre))) instanceof Deletion.Done;
      case 8, 9 -> bandEditing.add(bandForm(id())) instanceof Checked.Valid;
      case 10 ->
          bandEditing.change(band, bandForm(band.value()), version(bands.stored(band)))
              instanceof Checked.Valid;
      default -> bandEditing.delete(band, version(bands.stored(band))) instanceof Deletion.Done;
    };
  }

  private GenreForm genreForm(String id) {
    String type = one(TYPES);
    List<String> parents = type.equals("root") ? few(IDS) : some(likely(id, false));
    return new GenreForm(
        id,
        name(),
        type,
        random.nextBoolean() ? "" : primary(parents),
        parents,
        few(IDS),
        few(IDS));
  }

  private BandForm bandForm(String id) {
    List<String> some = some(likely("", true));
    return new BandForm(id, name(), primary(some), some);
  }

  /** What the rules would allow, or nearly. */
  private List<String> likely(String id, boolean leaves) {
    List<String> likely =
        genres.all().stream()
            .filter(genre -> genre.isLeaf() == leaves)
            .map(genre -> genre.id().value())
            .filter(other -> !other.equals(id))
            .toList();
    return random.nextInt(8) == 0 ? IDS : likely;
  }

  /** Mostly the one that is stored. */
  private int version(Optional<? extends Stored<?>> now) {
    int stored = now.map(Stored::version).orElse(0);
    return random.nextInt(8) == 0 ? stored - 1 : stored;
  }

  private String id() {
    return random.nextInt(10) == 0
        ? one(List.of("", "Not A Slug", "\u0000", "x".repeat(51)))
        : one(IDS);
  }

  private String name() {
    return random.nextInt(5) == 0 ? one(NAMES) : "Name " + random.nextInt(100);
  }

  private String primary(List<String> among) {
    if (random.nextInt(10) == 0) {
      return one(IDS);
    }
    return among.isEmpty() ? "" : one(among);
  }

  private List<String> few(List<String> ids) {
    return random.nextInt(6) == 0 ? some(ids) : List.of();
  }

  private List<String> some(List<String> ids) {
    return IntStream.range(0, ids.isEmpty() ? 0 : random.nextInt(3))
        .mapToObj(i -> random.nextInt(30) == 0 ? "nothing\u0000" : one(ids))
        .toList();
  }

  private <T> T one(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }
}
