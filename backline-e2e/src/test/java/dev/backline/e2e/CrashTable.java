package dev.backline.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of each kill, for people to read. */
final class CrashTable {

  /**
   * One kill.
   *
   * @param takenUp milliseconds from the new controller's start to its adopting the run
   * @param recovered milliseconds from the new controller's start to the run's end; empty if that
   *     controller was killed before
   */
  record Row(
      String run,
      String step,
      String instant,
      String outcome,
      String serves,
      long takenUp,
      Optional<Long> recovered,
      long requests,
      long failed) {}

  private final String title;
  private final List<Row> rows = new ArrayList<>();

  CrashTable(String title) {
    this.title = title;
  }

  void add(Row row) {
    rows.add(row);
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  String markdown() {
    StringBuilder text = new StringBuilder("## " + title + "\n\n");
    text.append(
        "| run | step | killed | ended | serves | taken up ms | ended ms | requests | failed |\n");
    text.append("|---|---|---|---|---|--:|--:|--:|--:|\n");
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %d | %s | %d | %d |%n",
              row.run(),
              row.step(),
              row.instant(),
              row.outcome(),
              row.serves(),
              row.takenUp(),
              row.recovered().map(String::valueOf).orElse(""),
              row.requests(),
              row.failed()));
    }
    long requests = rows.stream().mapToLong(Row::requests).sum();
    long failed = rows.stream().mapToLong(Row::failed).sum();
    long slowest =
        rows.stream().flatMap(row -> row.recovered().stream()).max(Long::compare).orElse(0L);
    return text
        + String.format(
            Locale.ROOT,
            "%n%d kills, %d requests, %d failed; slowest recovery %d ms%n%n",
            rows.size(),
            requests,
            failed,
            slowest);
  }

  /** Prints it and keeps it in {@code target/crash-table-NAME.md}. */
  void publish(String name) {
    System.out.println(markdown());
    try {
      Path target = Files.createDirectories(Path.of("target"));
      Files.writeString(target.resolve("crash-table-" + name + ".md"), markdown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
