package dev.musicgraph.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.Commands;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OwnDatabase
@Tag("slow")
class WikidataImportTest {
  private static final Path FILES = Path.of("src/test/resources/wikidata");
  private static final Path DUMP = FILES.resolve("dump.json");

  private final String url = TestDatabases.migrated();

  @TempDir Path directory;

  @Test
  void addsGenresAndTheBandsThatHaveALeaf() {
    assertThat(run(url, DUMP).out())
        .contains("6 genres added", "1 relations added", "4 bands added")
        .contains("1 relations that would make a cycle")
        .contains("2 bands without a genre that is a leaf")
        .contains("1 genres of bands that aren't known", "2 genres of bands that aren't leaves");

    assertThat(CatalogueText.of(url))
        .contains(
            "genre heavy-metal-music | Heavy Metal Music | intermediate | rock-music | rock-music",
            "genre blues | Blues | leaf | - | ",
            "relation heavy-metal-music influence blues",
            "band mayhem | Mayhem | black-metal | black-metal",
            "band nirvana | Nirvana | black-metal | black-metal",
            "band nirvana-q202 | Nirvana | black-metal | black-metal,blues",
            "band q205 | 人間椅子 | black-metal | black-metal");
  }

  @Test
  void changesNothingTheSecondTimeAndReadsPackedFilesToo() throws Exception {
    run(url, DUMP).mustBeDone();
    List<String> before = CatalogueText.of(url);
    Path gzip = directory.resolve("dump.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      Files.copy(DUMP, out);
    }
    Path bzip2 = Files.copy(DUMP, directory.resolve("dump.json"));
    assertThat(new ProcessBuilder("bzip2", bzip2.toString()).start().waitFor()).isZero();

    for (Path again : List.of(DUMP, gzip, directory.resolve("dump.json.bz2"))) {
      assertThat(run(url, again).out())
          .contains("6 genres that were there", "4 bands that were there")
          .doesNotContain("added");
    }

    assertThat(CatalogueText.of(url)).isEqualTo(before);
    assertThat(number("select count(*) from import_item")).isZero();
  }

  @Test
  void leavesBandsThatAreThereAndDoesNotBringBackDeletedOnes() {
    TestDatabases.execute(url, "insert into genre (id, name, type) values ('dub', 'Dub', 'leaf')");
    TestDatabases.execute(
        url,
        "with b as (insert into band values ('mayhem', 'MAYHEM', 'dub')) insert into band_genre"
            + " values ('mayhem', 'dub')");
    run(url, DUMP).mustBeDone();
    TestDatabases.execute(url, "delete from band where id = 'nirvana'");

    assertThat(run(url, DUMP).out()).contains("1 bands that were deleted here and stay so");

    assertThat(CatalogueText.of(url))
        .contains("band mayhem | MAYHEM | dub | dub")
        .noneMatch(line -> line.startsWith("band nirvana |"));
  }

  @Test
  void knowsAGenreThatItCallsTheMusicOfThatName() {
    TestDatabases.execute(
        url, "insert into genre (id, name, type) values ('rock', 'Rock', 'root')");

    run(url, DUMP).mustBeDone();

    assertThat(CatalogueText.of(url))
        .contains("origin wikidata genre Q11399 rock")
        .contains("genre heavy-metal-music | Heavy Metal Music | intermediate | rock | rock");
  }

  @Test
  void saysWhichLinesAreDamagedAndTakesTheOthers() {
    Commands.Result result = run(url, FILES.resolve("damaged.json"));

    assertThat(result.code()).isZero();
    assertThat(result.err())
        .contains("damaged.json:5 is not JSON", "damaged.json:16 is cut off")
        .doesNotContain("\tat ");
    assertThat(result.out()).contains("2 lines that were no items", "6 genres added");
  }

  @Test
  void dryRunChangesNothingInTheCatalogue() {
    assertThat(run(url, DUMP, "--dry-run").out()).contains("nothing was changed", "6 genres added");

    assertThat(CatalogueText.of(url)).isEmpty();
    assertThat(run(url, DUMP).out()).contains("6 genres added");
  }

  @Test
  void saysWhichFileIsMissing() {
    Commands.Result result = run(url, directory.resolve("none.json"));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("there is no file").doesNotContain("\tat ");
  }

  @Test
  void endsAsIfNothingHadBeenWhenItWasKilledHalfWay() throws Exception {
    Path big = big();
    String undisturbed = TestDatabases.migrated();
    run(undisturbed, big).mustBeDone();

    Process process = start(big);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (number("select coalesce(max(lines), 0) from import_file") == 0) {
      assertThat(process.isAlive()).as("the import is under way").isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();
    assertThat(number("select count(*) from import_file where not complete")).isEqualTo(1);
    assertThat(number("select count(*) from genre")).isZero();

    Commands.Result rest = run(url, big);

    assertThat(rest.err())
        .contains("going on after line ")
        .contains("read " + Files.readAllLines(big).size() + " lines, 100 %");
    assertThat(CatalogueText.of(url))
        .isEqualTo(CatalogueText.of(undisturbed))
        .hasSizeGreaterThan(5_000);
  }

  /** Long enough to be in the middle of. */
  private Path big() throws IOException {
    List<String> genres =
        Files.readAllLines(DUMP).stream().filter(line -> line.contains("Q188451")).toList();
    String band =
        Files.readAllLines(DUMP).stream()
            .filter(line -> line.contains("Mayhem"))
            .findFirst()
            .orElseThrow();
    String padding = "\"descriptions\":{\"en\":{\"value\":\"" + "x".repeat(4_000) + "\"}}";
    Path file = directory.resolve("big.json");
    Files.write(
        file,
        (Iterable<String>)
            Stream.concat(
                    Stream.concat(Stream.of("["), genres.stream()),
                    Stream.iterate(1, i -> i + 1)
                        .limit(3_000)
                        .map(i ->
                            band.replace("Q200", "Q9" + i)
                                .replace("Mayhem", "Band " + i)
                                .replace("\"descriptions\":{}", padding)))
                ::iterator);
    return file;
  }

  private Process start(Path file) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.musicgraph.Main",
            "import",
            "wikidata",
            file.toString());
    command.environment().put("DATABASE_URL", url);
    return command
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private int number(String sql) throws SQLException {
    try (Connection connection = TestDatabases.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static Commands.Result run(String url, Path file, String... more) {
    return Commands.run(
        Map.of("DATABASE_URL", url),
        Stream.concat(Stream.of("import", "wikidata", file.toString()), Stream.of(more))
            .toArray(String[]::new));
  }
}
