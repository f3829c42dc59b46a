package dev.backline.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.TestDatabases;
import dev.backline.failure.BacklineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupAndRestoreTest {

  private final Path root;
  private final BackupFixture fixture;
  private DatabaseAccess database = TestDatabases.admin();

  BackupAndRestoreTest(@TempDir Path root) throws InterruptedException {
    this.root = root;
    fixture = new BackupFixture(root.resolve("data"));
  }

  @BeforeEach
  void make() {
    database = TestDatabases.fresh("backup");
    TestDatabases.execute(
        database,
        "CREATE TABLE band (id serial PRIMARY KEY, name varchar(80) NOT NULL,"
            + " state varchar(9) CHECK (state IN ('active', 'split')))",
        "CREATE TABLE \"we'ird \\ \"\"tâble\" (\"co l\" text, at timestamptz DEFAULT now())",
        "CREATE VIEW active AS SELECT * FROM band WHERE state IN ('active', 'split')",
        "INSERT INTO band (name, state) SELECT 'band ' || n, 'active' FROM generate_series(1, 500)"
            + " n",
        "INSERT INTO \"we'ird \\ \"\"tâble\" SELECT repeat('x', n) FROM generate_series(1, 100) n");
  }

  @Test
  void aBackupIsProvenByRestoringItBesideTheLiveDatabase() throws Exception {
    Backup backup = fixture.backUp(database);
    assertThat(fixture.state(backup)).isEqualTo(BackupState.UNPROVEN);
    assertThat(backup.id()).hasToString("20261123T153000Z-v0.2.0-alpha-1a2b3c4");

    RestoreResult result = fixture.restore(backup, database);

    assertThat(result)
        .isInstanceOfSatisfying(
            RestoreResult.Proven.class, proven -> assertThat(proven.rows()).isEqualTo(600));
    assertThat(fixture.state(backup)).isEqualTo(BackupState.PROVEN);
    DatabaseAccess restored = database.to(BackupFixture.target(database));
    assertThat(TestDatabases.query(restored, "SELECT count(*) FROM band")).containsExactly("500");
    assertThat(TestDatabases.query(restored, "SELECT nextval('band_id_seq')"))
        .containsExactly("501");
  }

  @Test
  void theManifestTellsAllAndListsEveryFile() throws Exception {
    Backup backup = fixture.backUp(database);
    Backup opened =
        fixture.store.open(
            BackupFixture.SUBJECT.app(), BackupFixture.SUBJECT.environment(), backup.id());

    assertThat(opened.manifest()).isEqualTo(backup.manifest());
    assertThat(opened.manifest().subject()).isEqualTo(BackupFixture.SUBJECT);
    assertThat(opened.manifest().files()).isEqualTo(BackupFile.allIn(backup.folder()));
    assertThat(opened.manifest().content().rows()).isEqualTo(600);
    assertThat(opened.manifest().serverVersion()).matches("\\d+\\.\\d+");
    assertThat(fixture.backups.name(BackupFixture.SUBJECT)).isNotEqualTo(backup.id());
  }

  @Test
  void anEmptyDatabaseIsBackedUpAndProven() throws Exception {
    DatabaseAccess empty = TestDatabases.fresh("empty");

    assertThat(fixture.restore(fixture.backUp(empty), empty))
        .isInstanceOf(RestoreResult.Proven.class);
  }

  @Test
  void aDatabaseMayHaveAnyName() throws Exception {
    DatabaseAccess weird =
        TestDatabases.databases().ensure(new DatabaseName("b=\"x\" 'y' \\ü host=elsewhere"));
    TestDatabases.execute(weird, "CREATE TABLE t AS SELECT 1 AS n");

    assertThat(fixture.restore(fixture.backUp(weird), weird))
        .isInstanceOf(RestoreResult.Proven.class);
  }

  @Test
  void writesDuringTheBackupDoNotSpoilTheProof() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Backup backup;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> writer =
          threads.submit(() -> {
            int written = 0;
            while (!over.get()) {
              TestDatabases.execute(database, "INSERT INTO band (name) VALUES ('late')");
              written++;
            }
            return written;
          });
      try {
        backup = fixture.backUp(database);
      } finally {
        over.set(true);
      }
      assertThat(writer.get()).isPositive();
    }
    assertThat(fixture.restore(backup, database)).isInstanceOf(RestoreResult.Proven.class);
  }

  @Test
  void aChangedByteIsFoundAndNothingIsRestored() throws Exception {
    Backup backup = fixture.backUp(database);
    Path largest = largestDumpFile(backup);
    byte[] bytes = Files.readAllBytes(largest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(largest, bytes);

    assertRefused(backup, "has changed");
  }

  @Test
  void aMissingFileIsFound() throws Exception {
    Backup backup = fixture.backUp(database);
    Files.delete(largestDumpFile(backup));

    assertRefused(backup, "is missing");
  }

  @Test
  void aDumpThatWasTruncatedBeforeItWasHashedFails() throws Exception {
    Backup backup = fixture.backUp(database);
    Path largest = largestDumpFile(backup);
    byte[] bytes = Files.readAllBytes(largest);
    Files.write(largest, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertRefused(withFilesAsTheyAre(backup), "");
  }

  @Test
  void aDumpThatLostRowsButRestoresWithoutAnErrorFails() throws Exception {
    Backup first = fixture.backUp(database);
    TestDatabases.execute(database, "DELETE FROM band WHERE id = 7");
    Backup second = fixture.backUp(database);
    // The second dump with what the first one saw.
    Backup lossy =
        new Backup(second.id(), second.folder(), withContent(second.manifest(), first.manifest()));

    assertRefused(lossy, "table public.band had 500 rows");
  }

  @Test
  void passwordsAreInNoArgumentList() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<String>> watcher = threads.submit(() -> commandLinesUntil(over));
      try {
        fixture.restore(fixture.backUp(database), database);
      } finally {
        over.set(true);
      }

      List<String> seen = watcher.get();
      assertThat(seen)
          .anyMatch(line -> line.contains("pg_dump"))
          .anyMatch(line -> line.contains("pg_restore"));
      assertThat(seen)
          .noneMatch(line -> line.contains(TestDatabases.admin().password().reveal()))
          .noneMatch(line -> line.contains(database.password().reveal()));
    }
  }

  @Test
  void whatACrashedBackupLeftIsNoBackupAndIsSweptByTheNext() throws Exception {
    Path left =
        root.resolve("data/backups/music-graph/prod/.unfinished-20261122T000000Z-v0.1.0-1a2b3c4");
    Files.createDirectories(left.resolve("dump"));
    BackupId id = new BackupId("20261122T000000Z-v0.1.0-1a2b3c4");
    assertThat(
            fixture.store.probe(
                BackupFixture.SUBJECT.app(), BackupFixture.SUBJECT.environment(), id))
        .isEmpty();

    fixture.backUp(database);

    assertThat(left).doesNotExist();
  }

  @Test
  void aDatabaseThatCannotBeReachedGivesNoBackup() throws Exception {
    DatabaseAccess gone = database.to(new DatabaseName("no_such_database"));

    assertThatThrownBy(() -> fixture.backUp(gone)).isInstanceOf(BacklineException.class);
    try (Stream<Path> files = Files.list(root.resolve("data/backups/music-graph/prod"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aDiskThatIsNearlyFullIsToldBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> DiskSpace.check("backing up", "here", 1L << 30, 1L << 30))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("1024 MB left");
    DiskSpace.check("backing up", "here", 1L << 30, 2L << 30);
  }

  private void assertRefused(Backup backup, String why) throws Exception {
    assertThat(fixture.restore(backup, database))
        .isInstanceOfSatisfying(
            RestoreResult.Refused.class,
            refused -> {
              assertThat(refused.failure().why()).contains(why);
              assertThat(refused.state()).isEqualTo(BackupState.FAILED);
            });
    assertThat(fixture.state(backup)).isEqualTo(BackupState.FAILED);
    assertThat(
            TestDatabases.query(
                TestDatabases.admin(),
                "SELECT datname FROM pg_database WHERE datname LIKE '"
                    + database.name()
                    + "_restore%'"))
        .isEmpty();
  }

  private static List<String> commandLinesUntil(AtomicBoolean over) throws IOException {
    SortedMap<String, String> seen = new TreeMap<>();
    while (!over.get()) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : processes) {
          try {
            String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            if (line.contains("pg_dump") || line.contains("pg_restore")) {
              seen.put(line, line);
            }
          } catch (IOException ended) {
            // A process may end while it is looked at.
          }
        }
      }
    }
    return List.copyOf(seen.values());
  }

  private static Path largestDumpFile(Backup backup) throws IOException {
    try (Stream<Path> files = Files.list(backup.folder().resolve("dump"))) {
      return files
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("toc"))
          .max(java.util.Comparator.comparing(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  private static Backup withFilesAsTheyAre(Backup backup) throws IOException {
    BackupManifest m = backup.manifest();
    return new Backup(
        backup.id(),
        backup.folder(),
        new BackupManifest(
            m.format(),
            m.app(),
            m.environment(),
            m.release(),
            m.commit(),
            m.database(),
            m.serverVersion(),
            m.databaseBytes(),
            m.compression(),
            m.startedAt(),
            m.endedAt(),
            m.schema(),
            m.content(),
            BackupFile.allIn(backup.folder())));
  }

  private static BackupManifest withContent(BackupManifest m, BackupManifest other) {
    return new BackupManifest(
        m.format(),
        m.app(),
        m.environment(),
        m.release(),
        m.commit(),
        m.database(),
        m.serverVersion(),
        m.databaseBytes(),
        m.compression(),
        m.startedAt(),
        m.endedAt(),
        m.schema(),
        other.content(),
        m.files());
  }
}
