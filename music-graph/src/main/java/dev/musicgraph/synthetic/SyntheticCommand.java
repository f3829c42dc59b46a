package dev.musicgraph.synthetic;

import dev.musicgraph.Refusal;
import dev.musicgraph.bulk.BulkInsert;
import dev.musicgraph.catalogue.Editing;
import java.io.PrintStream;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code synthetic}: fills an empty catalogue with invented genres and bands, to see how the app
 * bears a load. Refuses where there is a catalogue, because nobody wants these beside real ones.
 */
public final class SyntheticCommand {
  public static final String USAGE = "synthetic --genres N --bands N --seed N [--add]";

  private final JdbcClient database;
  private final Editing editing;

  public SyntheticCommand(JdbcClient database, Editing editing) {
    this.database = database;
    this.editing = editing;
  }

  public static boolean takes(List<String> arguments) {
    return Size.of(arguments).isPresent();
  }

  public void run(List<String> arguments, PrintStream out) {
    Size size = Size.of(arguments).orElseThrow();
    SyntheticCatalogue catalogue = SyntheticCatalogue.of(size);
    out.println(editing.alone(() -> add(catalogue, size)));
  }

  private String add(SyntheticCatalogue catalogue, Size size) {
    if (!size.add() && has("genre")) {
      throw new Refusal(
          "the catalogue is not empty, and synthetic data doesn't belong among real ones: use"
              + " another database, or say --add");
    }
    BulkInsert insert = new BulkInsert(database);
    int genres = insert.genres(catalogue.genres()).size();
    if (genres < catalogue.genres().size()) {
      throw new Refusal("seed " + size.seed() + " is in the catalogue already: use another one");
    }
    int relations = insert.relations(catalogue.relations());
    int bands = insert.bands(catalogue.bands()).size();
    // Without it the planner believes that the tables are empty until autovacuum comes by.
    database.sql("analyze genre, genre_parent, genre_relation, band, band_genre").update();
    return "added "
        + genres
        + " synthetic genres, "
        + relations
        + " relations and "
        + bands
        + " bands of seed "
        + size.seed();
  }

  private boolean has(String table) {
    return database.sql("select exists (select from " + table + ")").query(Boolean.class).single();
  }
}
