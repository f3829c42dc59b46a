package dev.musicgraph.genre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.musicgraph.band.Band;
import dev.musicgraph.band.BandId;
import dev.musicgraph.band.Bands;
import dev.musicgraph.catalogue.Change;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Deletion;
import dev.musicgraph.catalogue.Editing;
import dev.musicgraph.catalogue.Stored;
import dev.musicgraph.testing.NewerRelease;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Genres and bands in a real database. */
@OwnDatabase
class GenresTest {
  private static final GenreId ROCK = new GenreId("rock");
  private static final GenreId METAL = new GenreId("metal");
  private static final GenreId DOOM = new GenreId("doom");

  /** Not the common pool, which may have one thread. */
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

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
      return genres.update(genre(DOOM, "Doom", GenreType.LEAF, ROCK), 0);
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

    assertThat(genreEditing.delete(DOOM, 0))
        .isInstanceOfSatisfying(
            Deletion.InUse.class,
            use ->
                assertThat(use.uses())
                    .containsExactly(new Deletion.Use("Bands", List.of("Candlemass"))));
    assertThat(genreEditing.delete(METAL, 0))
        .isInstanceOfSatisfying(
            Deletion.InUse.class,
            use ->
                assertThat(use.uses())
                    .containsExactly(new Deletion.Use("Sub-genres", List.of("🤘 Doom"))));
    assertThat(genres.all()).hasSize(3);
    assertThat(bands.find(new BandId("candlemass"))).contains(candlemass);
  }

  @Test
  void areDeletedWhenNothingNeedsThem() {
    assertThat(genreEditing.delete(DOOM, 0)).isInstanceOf(Deletion.Done.class);
    assertThat(genres.find(DOOM)).isEmpty();
    assertThat(genreEditing.delete(DOOM, 0)).isInstanceOf(Deletion.Unknown.class);
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
  void canNotBecomeACycleByTwoEditsAtOnce() throws InterruptedException {
    insert(genre(new GenreId("a"), "A", GenreType.INTERMEDIATE));
    insert(genre(new GenreId("b"), "B", GenreType.INTERMEDIATE));
    CountDownLatch firstHasWritten = new CountDownLatch(1);
    CompletableFuture<Change<Genre>> second = new CompletableFuture<>();

    CompletableFuture<Change<Genre>> first =
        CompletableFuture.supplyAsync(() ->
            editing.alone(() -> {
              Change<Genre> checked = putBelow("a", "b");
              firstHasWritten.countDown();
              awaitWaitingOrDone(second);
              return checked;
            }));
    assertThat(firstHasWritten.await(10, TimeUnit.SECONDS)).isTrue();
    second.completeAsync(() -> putBelow("b", "a"), THREADS);

    assertThat(first.join()).isInstanceOf(Checked.Valid.class);
    assertThat(second.join()).isInstanceOf(Checked.Invalid.class);
  }

  @Test
  void areNotOverwrittenByASecondEditAtOnce() {
    GenreForm first = new GenreForm("doom", "Doom 1", "leaf", "", List.of("metal"));
    GenreForm second = new GenreForm("doom", "Doom 2", "leaf", "", List.of("rock"));

    List<Change<Genre>> answers =
        Stream.of(first, second)
            .map(form ->
                CompletableFuture.supplyAsync(() -> genreEditing.change(DOOM, form, 0), THREADS))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).hasAtLeastOneElementOfType(Checked.Valid.class);
    assertThat(answers).hasAtLeastOneElementOfType(Change.Stale.class);
    Stored<Genre> now = genres.stored(DOOM).orElseThrow();
    assertThat(now.version()).isEqualTo(1);
    assertThat(answers).contains(new Checked.Valid<>(now.value()));
  }

  @Test
  void areKeptAsTheyAreByAnUpdateOfAnotherVersion() {
    assertThat(genres.update(genre(DOOM, "Doom", GenreType.LEAF), 7)).isFalse();
    assertThat(genres.find(DOOM)).contains(genre(DOOM, "🤘 Doom", GenreType.LEAF, METAL, ROCK));
  }

  @Test
  void takeTheirRelationsWithThem() {
    Genre sludge =
        new Genre(
            new GenreId("sludge"),
            "Sludge",
            GenreType.LEAF,
            Optional.empty(),
            List.of(),
            List.of(
                new Relation(DOOM, RelationKind.FUSION),
                new Relation(ROCK, RelationKind.INFLUENCE)));
    insert(sludge);
    assertThat(genres.find(sludge.id())).contains(sludge);

    genreEditing.delete(DOOM, 0);

    assertThat(genres.find(sludge.id()).orElseThrow().relations())
        .containsExactly(new Relation(ROCK, RelationKind.INFLUENCE));
  }

  @Test
  void areReadOnASchemaWithColumnsOfANewerRelease() {
    NewerRelease.migrate(url);

    insert(genre(new GenreId("ska"), "Ska", GenreType.LEAF));

    assertThat(genres.all()).hasSize(4);
    assertThat(bands.all()).isEmpty();
  }

  private Change<Genre> putBelow(String id, String parent) {
    return genreEditing.change(
        new GenreId(id),
        new GenreForm(id, id.toUpperCase(Locale.ROOT), "intermediate", "", List.of(parent)),
        0);
  }

  private void awaitWaitingOrDone(CompletableFuture<?> edit) {
    SingleConnectionDataSource watching =
        new SingleConnectionDataSource(TestDatabases.connect(url), true);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!edit.isDone() && !somebodyWaits(JdbcClient.create(watching))) {
      assertThat(System.nanoTime()).as("the second edit gets going").isLessThan(deadline);
    }
    watching.destroy();
  }

  private static boolean somebodyWaits(JdbcClient database) {
    return database
        .sql(
            "select exists (select from pg_locks where not granted and locktype = 'advisory'"
                + " and database = (select oid from pg_database"
                + " where datname = current_database()))")
        .query(Boolean.class)
        .single();
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
