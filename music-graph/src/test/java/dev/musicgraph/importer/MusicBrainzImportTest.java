package dev.musicgraph.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.Commands;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OwnDatabase
@Tag("slow")
class MusicBrainzImportTest {
  private static final Path DUMP = Path.of("src/test/resources/musicbrainz");

  private final String url = TestDatabases.migrated();

  @Test
  void addsGenresWithTypesFromWhatLiesAboveAndBelowThem() {
    assertThat(run(DUMP).out())
        .contains("9 genres added\n", "3 relations added\n")
        .contains("2 relations that would make a cycle\n")
        .contains("1 relations to a genre that isn't known\n");

    assertThat(CatalogueText.of(url))
        .contains(
            "genre rock | Rock | root | - | ",
            "genre metal | Metal | intermediate | rock | rock",
            "genre black-metal | Black Metal | leaf | metal | metal",
            "genre min-yo | Min\\yo | leaf | - | ",
            "genre rhythm-and-blues | Rhythm & Blues | leaf | - | ",
            "relation metal influence rhythm-and-blues",
            "relation gothic-metal fusion metal",
            "relation gothic-metal fusion rhythm-and-blues")
        .contains("genre 99999999-9999-4999-8999-999999999999 | 演歌 | leaf | - | ");
  }

  @Test
  void changesNothingTheSecondTime() {
    run(DUMP).mustBeDone();
    List<String> before = CatalogueText.of(url);

    assertThat(run(DUMP).out())
        .contains("9 genres that were there")
        .doesNotContain("added", "edited");

    assertThat(CatalogueText.of(url)).isEqualTo(before);
  }

  @Test
  void leavesWhatIsThereAndKnowsItByItsOtherNamesToo() {
    insert("('rock', 'ROCK!', 'root'), ('r-and-b', 'R&B', 'root'), ('metal', 'Metal', 'leaf')");
    TestDatabases.execute(url, "update genre set version = 1 where id = 'metal'");

    Commands.Result result = run(DUMP);

    assertThat(result.out())
        .contains("3 genres that were there", "1 left as they were edited: Metal")
        .contains("2 genres below a leaf");
    assertThat(CatalogueText.of(url))
        .contains(
            "genre rock | ROCK! | root | - | ",
            "genre metal | Metal | leaf | - | ",
            "relation gothic-metal fusion r-and-b")
        .noneMatch(line -> line.startsWith("relation metal"))
        .noneMatch(line -> line.startsWith("genre rhythm-and-blues"));
  }

  @Test
  void doesNotBringBackWhatWasDeleted() {
    run(DUMP).mustBeDone();
    TestDatabases.execute(url, "delete from genre where id = 'black-metal'");

    assertThat(run(DUMP).out()).contains("1 genres that were deleted here and stay so");

    assertThat(CatalogueText.of(url)).noneMatch(line -> line.startsWith("genre black-metal"));
  }

  @Test
  void dryRunSaysWhatItWouldDoAndDoesNot() {
    List<String> before = CatalogueText.of(url);

    assertThat(run(DUMP, "--dry-run").out()).contains("nothing was changed", "9 genres added");

    assertThat(CatalogueText.of(url)).isEqualTo(before);
  }

  @Test
  void saysWhereALineHasTheWrongColumnsAndImportsNothing(@TempDir Path directory)
      throws IOException {
    try (Stream<Path> tables = Files.list(DUMP.resolve("mbdump"))) {
      for (Path table : tables.toList()) {
        Files.copy(table, directory.resolve(table.getFileName()));
      }
    }
    Path genres = directory.resolve("genre");
    String text = Files.readString(genres);
    Files.writeString(genres, text.substring(0, text.length() - 40));

    Commands.Result result = run(directory);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("genre:9 has 2 columns instead of 6").doesNotContain("\tat ");
    assertThat(CatalogueText.of(url)).isEmpty();
  }

  @Test
  void saysWhichFileIsMissing(@TempDir Path empty) {
    Commands.Result result = run(empty);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("there is no " + empty.resolve("genre"));
  }

  private void insert(String rows) {
    TestDatabases.execute(url, "insert into genre (id, name, type) values " + rows);
  }

  private Commands.Result run(Path directory, String... more) {
    return Commands.run(
        Map.of("DATABASE_URL", url),
        Stream.concat(Stream.of("import", "musicbrainz", directory.toString()), Stream.of(more))
            .toArray(String[]::new));
  }
}
