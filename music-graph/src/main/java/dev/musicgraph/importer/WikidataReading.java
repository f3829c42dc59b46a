package dev.musicgraph.importer;

import dev.musicgraph.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a Wikidata dump into the {@link Staging} area, from where it was left last time. */
final class WikidataReading {
  private static final int ITEMS = 500;
  private static final long LINES = 200_000;
  private static final long NAMED = 20;

  private final DumpFile file;
  private final Staging staging;
  private final PrintStream log;
  private final Map<Long, WikidataItem> items = new LinkedHashMap<>();
  private long line;
  private long stored;
  private long unreadable;

  WikidataReading(DumpFile file, Staging staging, PrintStream log) {
    this.file = file;
    this.staging = staging;
    this.log = log;
  }

  /**
   * @return how many lines were no items
   */
  long toTheEnd() {
    Optional<Staging.Progress> before = staging.progress();
    if (before.isEmpty()) {
      staging.begin(file.path().getFileName().toString());
    }
    Staging.Progress from = before.orElse(new Staging.Progress(0, 0, 0, false));
    line = from.lines();
    stored = line;
    unreadable = from.unreadable();
    if (!from.complete()) {
      if (line > 0) {
        log.println("going on after line " + line + " of " + file.path());
      }
      read(from.bytes());
      staging.analyze();
    }
    return unreadable;
  }

  private void read(long from) {
    try (InputStream stream = file.open()) {
      Lines lines = new Lines(stream, from);
      for (byte[] next = lines.next(); next != null; next = lines.next()) {
        line++;
        take(next);
        if (items.size() >= ITEMS || line - stored >= LINES) {
          store(lines.bytes(), false);
        }
      }
      store(lines.bytes(), true);
    } catch (IOException e) {
      throw new Refusal(
          file.path()
              + " can't be read after line "
              + line
              + ": "
              + e.getMessage()
              + ". What was read until line "
              + stored
              + " is kept: run the import again to go on there",
          e);
    }
  }

  private void take(byte[] bytes) {
    try {
      WikidataItem.read(bytes).ifPresent(item -> items.put(line, item));
    } catch (BadLine e) {
      if (++unreadable <= NAMED) {
        log.println(file.path() + ":" + line + " " + e.getMessage() + "; left out");
      }
    }
  }

  private void store(long bytes, boolean complete) {
    staging.store(items, new Staging.Progress(bytes, line, unreadable, complete));
    items.clear();
    stored = line;
    log.println(
        "read "
            + line
            + " lines"
            + file.sizeUnpacked()
                .filter(size -> size > 0)
                .map(size -> ", " + bytes * 100 / size + " %")
                .orElse(""));
  }
}
