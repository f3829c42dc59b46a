package dev.musicgraph.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whatever is tried, the database holds a catalogue that keeps the rules. */
@OwnDatabase
@Tag("slow")
class CatalogueInvariantsTest {
  /** To see a failure again: -DcatalogueSeed=N. */
  private static final long SEED = Long.getLong("catalogueSeed", new Random().nextLong());

  /** Each finds what must not be there. */
  private static final Map<String, String> VIOLATIONS =
      Map.of(
          "a genre above itself",
          cycle("select genre_id, parent_id from genre_parent"),
          "a fusion that goes into itself",
          cycle("select genre_id, other_id from genre_relation where kind = 'fusion'"),
          "a leaf with sub-genres",
          "select g.id from genre g join genre_parent p on p.parent_id = g.id where g.type ="
              + " 'leaf'",
          "a root with parents",
          "select g.id from genre g join genre_parent p on p.genre_id = g.id where g.type = 'root'",
          "a band of a genre that is no leaf",
          "select g.id from genre g join band_genre b on b.genre_id = g.id where g.type <> 'leaf'",
          "a band without a genre",
          "select id from band where id not in (select band_id from band_genre)",
          "a primary genre that is none of the genres",
          "select id from band where (id, primary_genre_id) not in"
              + " (select band_id, genre_id from band_genre)",
          "a primary parent that is no parent",
          "select id from genre where primary_parent_id is not null and (id, primary_parent_id)"
              + " not in (select genre_id, parent_id from genre_parent)",
          "an untidy name",
          "select id from (select id, name from genre union all select id, name from band) as named"
              + " where name !~ '^\\S(.*\\S)?$' or char_length(name) > 100"
              + " or name is not nfc normalized");

  private final String url = TestDatabases.migrated();

  @Test
  void holdWhateverIsTriedAndNothingIsWrittenByWhatIsRefused() {
    SingleConnectionDataSource connection = connection();
    JdbcClient database = JdbcClient.create(connection);
    CatalogueRevision revision = new CatalogueRevision(database);
    RandomEdits edits = new RandomEdits(SEED, connection);
    int written = 0;
    for (int i = 0; i < 250; i++) {
      long before = revision.current();
      if (edits.tryOne()) {
        written++;
        assertInvariants(database);
      } else {
        assertThat(revision.current()).as("seed %d, edit %d", SEED, i).isEqualTo(before);
      }
    }
    assertThat(written).as("edits that went through, seed %d", SEED).isGreaterThan(10);
    connection.destroy();
  }

  @Test
  void holdWhenSeveralPeopleEditAtOnce() throws Exception {
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> busy = new ArrayList<>();
      for (int person = 0; person < 4; person++) {
        long seed = SEED + person;
        busy.add(people.submit(() -> edit(seed)));
      }
      waitFor(busy);
    }
    SingleConnectionDataSource connection = connection();
    assertInvariants(JdbcClient.create(connection));
    connection.destroy();
  }

  private void edit(long seed) {
    SingleConnectionDataSource connection = connection();
    RandomEdits edits = new RandomEdits(seed, connection);
    for (int i = 0; i < 40; i++) {
      edits.tryOne();
    }
    connection.destroy();
  }

  private static void waitFor(List<Future<?>> busy)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (Future<?> one : busy) {
      one.get(30, TimeUnit.SECONDS);
    }
  }

  private static void assertInvariants(JdbcClient database) {
    String all =
        VIOLATIONS.entrySet().stream()
            .map(rule -> "select '" + rule.getKey() + "' from (" + rule.getValue() + ") as found")
            .collect(Collectors.joining(" union all "));
    assertThat(database.sql(all).query(String.class).list()).as("seed %d", SEED).isEmpty();
  }

  private static String cycle(String edges) {
    return "with recursive edge(low, high) as ("
        + edges
        + "), path(low, high) as (select low, high from edge union"
        + " select path.low, edge.high from path join edge on edge.low = path.high)"
        + " select low from path where low = high";
  }

  private SingleConnectionDataSource connection() {
    return new SingleConnectionDataSource(TestDatabases.connect(url), true);
  }
}
