package dev.musicgraph.genre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.musicgraph.band.Band;
import dev.musicgraph.band.BandId;
import dev.musicgraph.band.Bands;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Editing;
import dev.musicgraph.testing.TestDatabases;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Genres and bands in a real database. */
class GenresTest {
  private static final GenreId ROCK = new GenreId("rock");
  private static final GenreId METAL = new GenreId("metal");
  private static final GenreId DOOM = new GenreId("doom");

  private String url;
  private Genres genres;
  private Bands bands;
  private Editing editing;
  private GenreEditing genreEditing;

  @BeforeEach
  void connect() {
    url = TestDatabases.migrated();
    DataSource source = TestDatabases.source(url);
    JdbcClient client = JdbcClient.create(source);
    genres = new Genres(client);
    bands = new Bands(client);
    editing = new Editing(new JdbcTransactionManager(source), client);
    genreEditing = new GenreEditing(genres, editing);
    insert(genre(ROCK, "rock", GenreType.ROOT));
    insert(genre(METAL, "Metal", GenreType.INTERMEDIATE, ROCK));
    insert(genre(DOOM, "🤘 Doom", GenreType.LEAF, METAL, ROCK));
  }

  @Test
  void areReadAsTheyWereWritten() {
    assertThat(genres.find(DOOM)).contains(genre(DOOM, "🤘 Doom", GenreType.LEAF, METAL, ROCK));
    assertThat(genres.find(new GenreId("nothing"))).isEmpty();
  }

  @Test
  void areListedByNameWhateverTheCase() {
    assertThat(genres.all()).extracting(Genre::name).startsWith("Metal", "rock");
  }

  @Test
  void loseParentsThatAreTakenAway() {
    editing.alone(() -> {
      genres.update(genre(DOOM, "Doom", GenreType.LEAF, ROCK));
      return true;
    });

    assertThat(genres.find(DOOM)).contains(genre(DOOM, "Doom", GenreType.LEAF, ROCK));
  }

  @Test
  void areNotDeletedWhileTheyHaveChildrenOrBands() {
    Band candlemass = new Band(new BandId("candlemass"), "Candlemass", DOOM, List.of(DOOM));
    editing.alone(() -> {
      bands.insert(candlemass);
      return true;
    });

    assertThat(genreEditing.delete(DOOM))
        .isInstanceOfSatisfying(
            GenreEditing.Deletion.InUse.class,
            use -> assertThat(use.bands()).containsExactly("Candlemass"));
    assertThat(genreEditing.delete(METAL))
        .isInstanceOfSatisfying(
            GenreEditing.Deletion.InUse.class,
            use -> assertThat(use.children()).containsExactly("🤘 Doom"));
    assertThat(genres.all()).hasSize(3);
    assertThat(bands.find(new BandId("candlemass"))).contains(candlemass);
  }

  @Test
  void areDeletedWhenNothingNeedsThem() {
    assertThat(genreEditing.delete(DOOM)).isInstanceOf(GenreEditing.Deletion.Done.class);
    assertThat(genres.find(DOOM)).isEmpty();
    assertThat(genreEditing.delete(DOOM)).isInstanceOf(GenreEditing.Deletion.Unknown.class);
  }

  @Test
  void areKeptConsistentByTheDatabaseItself() {
    assertThatThrownBy(() ->
            TestDatabases.execute(
                url, "update genre set primary_parent_id = 'doom' where id = 'metal'"))
        .hasRootCauseInstanceOf(org.postgresql.util.PSQLException.class);
    assertThatThrownBy(() -> genres.delete(METAL))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void canNotBecomeACycleByTwoEditsAtOnce() {
    insert(genre(new GenreId("a"), "A", GenreType.INTERMEDIATE));
    insert(genre(new GenreId("b"), "B", GenreType.INTERMEDIATE));

    CompletableFuture<Checked<Genre>> first =
        CompletableFuture.supplyAsync(() ->
            genreEditing.change(
                new GenreId("a"), new GenreForm("a", "A", "intermediate", "", List.of("b"))));
    CompletableFuture<Checked<Genre>> second =
        CompletableFuture.supplyAsync(() ->
            genreEditing.change(
                new GenreId("b"), new GenreForm("b", "B", "intermediate", "", List.of("a"))));

    assertThat(List.of(first.join(), second.join()))
        .filteredOn(checked -> checked instanceof Checked.Valid)
        .hasSize(1);
  }

  @Test
  void areReadOnASchemaWithColumnsOfANewerRelease() {
    TestDatabases.execute(url, "alter table genre add column origin text");
    TestDatabases.execute(url, "alter table band add column formed int");
    TestDatabases.execute(url, "alter table app_user add column locale text default 'en'");

    insert(genre(new GenreId("ska"), "Ska", GenreType.LEAF));

    assertThat(genres.all()).hasSize(4);
    assertThat(bands.all()).isEmpty();
  }

  private void insert(Genre genre) {
    editing.alone(() -> {
      genres.insert(genre);
      return true;
    });
  }

  /** The first parent is the primary one. */
  private static Genre genre(GenreId id, String name, GenreType type, GenreId... parents) {
    return new Genre(
        id,
        name,
        type,
        parents.length == 0 ? Optional.empty() : Optional.of(parents[0]),
        List.of(parents));
  }
}
