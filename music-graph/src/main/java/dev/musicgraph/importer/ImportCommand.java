package dev.musicgraph.importer;

import dev.musicgraph.catalogue.Editing;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code import musicbrainz DIR} and {@code import wikidata FILE}: add the genres, relations and
 * bands that the catalogue lacks. Whatever is there stays as it is, and what was deleted stays
 * deleted, so a second import of the same dump changes nothing. The catalogue changes in one
 * transaction at the end.
 */
public final class ImportCommand {
  public static final String USAGE = "import musicbrainz DIR | wikidata FILE [--dry-run]";

  private static final String DRY = "--dry-run";
  private static final int BANDS = 5_000;

  private final JdbcClient database;
  private final Editing editing;
  private final TransactionTemplate transactions;

  public ImportCommand(JdbcClient database, Editing editing, TransactionTemplate transactions) {
    this.database = database;
    this.editing = editing;
    this.transactions = transactions;
  }

  public static boolean takes(List<String> arguments) {
    List<String> rest = new ArrayList<>(arguments);
    rest.remove(DRY);
    return rest.size() == 2
        && !rest.get(1).startsWith("--")
        && (rest.get(0).equals("musicbrainz") || rest.get(0).equals("wikidata"));
  }

  /**
   * @param out gets the summary
   * @param err gets the progress
   */
  public void run(List<String> arguments, PrintStream out, PrintStream err) {
    List<String> rest = new ArrayList<>(arguments);
    boolean dry = rest.remove(DRY);
    Path path = Path.of(rest.get(1));
    Report report =
        rest.get(0).equals("musicbrainz") ? musicBrainz(path, dry) : wikidata(path, dry, err);
    if (dry) {
      out.println("dry run: nothing was changed; an import would report");
    }
    report.lines().forEach(out::println);
  }

  private Report musicBrainz(Path directory, boolean dry) {
    MusicBrainzDump dump = MusicBrainzDump.read(directory);
    return change(
        dry,
        () -> {
          CatalogueImport into = new CatalogueImport(database, Source.MUSICBRAINZ);
          into.genres(dump.genres(), dump.links());
          into.report().count("relations to a genre that isn't known", dump.unknown());
          return into.report();
        });
  }

  private Report wikidata(Path path, boolean dry, PrintStream log) {
    DumpFile file = DumpFile.of(path);
    Staging staging = new Staging(database, transactions, file.identity());
    long unreadable = new WikidataReading(file, staging, log).toTheEnd();
    log.println("adding to the catalogue");
    return change(
        dry,
        () -> {
          CatalogueImport into = new CatalogueImport(database, Source.WIKIDATA);
          into.genres(staging.genres(), staging.links());
          Map<Long, SourceBand> bands = staging.bandsAfter(0, BANDS);
          while (!bands.isEmpty()) {
            into.bands(List.copyOf(bands.values()));
            bands = staging.bandsAfter(List.copyOf(bands.keySet()).getLast(), BANDS);
          }
          into.report().count("lines that were no items", (int) unreadable);
          staging.clear();
          return into.report();
        });
  }

  private Report change(boolean dry, Supplier<Report> change) {
    try {
      return editing.alone(() -> {
        Report report = change.get();
        if (dry) {
          throw new Undone(report);
        }
        return report;
      });
    } catch (Undone undone) {
      return undone.report;
    }
  }

  /** Undoes the transaction of a dry run, what was read for it excepted. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Report report;

    Undone(Report report) {
      this.report = report;
    }
  }
}
