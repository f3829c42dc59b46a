package dev.musicgraph.seed;

import dev.musicgraph.bulk.BulkInsert;
import dev.musicgraph.catalogue.Editing;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code seed}: adds the genres and bands that the release brings and the database lacks. What is
 * there already stays as it is, so edits survive a second run. All in one transaction: a seed that
 * is killed leaves nothing, and the next one does it all.
 */
public final class SeedCommand {
  private final JdbcClient database;
  private final Editing editing;

  public SeedCommand(JdbcClient database, Editing editing) {
    this.database = database;
    this.editing = editing;
  }

  public void run(PrintStream out) {
    SeedCatalogue seed = SeedCatalogue.load();
    out.println(editing.alone(() -> add(Missing.of(seed, types(), bands()))));
  }

  private String add(Missing missing) {
    BulkInsert insert = new BulkInsert(database);
    int genres = insert.genres(missing.genres()).size();
    int relations = insert.relations(missing.relations());
    int bands = insert.bands(missing.bands()).size();
    String unfit =
        missing.unfit().isEmpty()
            ? ""
            : "; left out, since their genres have been edited: "
                + String.join(", ", missing.unfit());
    return "seeded %d genres, %d relations and %d bands%s"
        .formatted(genres, relations, bands, unfit);
  }

  private Map<GenreId, GenreType> types() {
    return database
        .sql("select id, type from genre")
        .query((row, i) ->
            Map.entry(
                new GenreId(row.getString("id")),
                GenreType.of(row.getString("type")).orElseThrow()))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Set<String> bands() {
    return new HashSet<>(database.sql("select id from band").query(String.class).list());
  }
}
