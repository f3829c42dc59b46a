package dev.backline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

  @TempDir Path data;

  @Test
  void itsIndexNamesEveryMigrationThereIsOnce() throws IOException, URISyntaxException {
    Path migrations =
        Path.of(Objects.requireNonNull(StateFile.class.getResource("migration")).toURI());
    try (Stream<Path> files = Files.list(migrations)) {
      assertThat(MigrationIndex.read().files())
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".sql"))
                  .toList());
    }
  }

  @Test
  void appliesAMigrationThatComesLaterThanOneWithAHigherNumber() {
    DataDirectory directory = new DataDirectory(data.resolve("d"));
    Sql sql = StateFile.open(directory);
    sql.inTransaction(tx ->
        tx.update("delete from flyway_schema_history where version = '20'")
            + tx.update("drop table check_report"));

    Sql again = StateFile.open(directory);

    assertThat(tables(again)).contains("check_report");
  }

  @RepeatedTest(5)
  void threadsMayOpenANewDirectoryAtOnce() throws Exception {
    DataDirectory directory = new DataDirectory(data.resolve("d"));
    CyclicBarrier together = new CyclicBarrier(8);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<String>>> opened = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        opened.add(
            threads.submit(() -> {
              together.await();
              return tables(StateFile.open(directory));
            }));
      }
      for (Future<List<String>> each : opened) {
        assertThat(each.get(60, TimeUnit.SECONDS)).contains("run", "journal", "access_token");
      }
    }
  }

  @Test
  void processesMayOpenANewDirectoryAtOnce() throws Exception {
    Path directory = data.resolve("d");
    try (ChildJvm one = ChildJvm.start(Opening.class, directory.toString());
        ChildJvm two = ChildJvm.start(Opening.class, directory.toString())) {
      one.await("ready");
      two.await("ready");
      one.tell("go");
      two.tell("go");
      assertThat(one.end()).containsExactly("opened");
      assertThat(two.end()).containsExactly("opened");
    }
    assertThat(tables(StateFile.open(new DataDirectory(directory)))).contains("run");
  }

  /** What each of the processes does. */
  static final class Opening {

    private Opening() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println("ready");
      if (System.in.read() >= 0) {
        StateFile.open(new DataDirectory(Path.of(arguments[0])));
        System.out.println("opened");
      }
    }
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    DataDirectory directory = new DataDirectory(data.resolve("d"));
    StateFile.open(directory);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.root())))
        .isEqualTo("rwx------");
  }

  /** SQLite's own limit stands in for a full disk: the same error, from the same place. */
  @Test
  void saysThatTheDiskIsFullAndKeepsWhatWasThere() {
    DataDirectory directory = new DataDirectory(data.resolve("d"));
    DataSource full = new FullDisk(StateFile.openDataSource(directory));

    assertThatThrownBy(() ->
            new Sql(full)
                .inTransaction(tx -> {
                  tx.update("insert into access_token values ('first', 'a', 1)");
                  return tx.update(
                      "insert into access_token values ('second', hex(zeroblob(500000)), 1)");
                }))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().why()).contains("SQLITE_FULL"))
        .satisfies(e -> assertThat(e.failure().remedy()).contains("free some disk space"));
    List<String> kept =
        StateFile.open(directory)
            .inTransaction(tx -> tx.list("select name from access_token", row -> row.getString(1)));
    assertThat(kept).isEmpty();
  }

  private static List<String> tables(Sql sql) {
    return sql.inTransaction(tx ->
        tx.list("select name from sqlite_master where type = 'table'", row -> row.getString(1)));
  }

  @Test
  void refusesAFileOfANewerVersionAndLeavesItAlone() throws IOException {
    DataDirectory directory = new DataDirectory(data.resolve("d"));
    StateFile.open(directory)
        .inTransaction(tx ->
            tx.update(
                "insert into flyway_schema_history (installed_rank, version, description, type,"
                    + " script, installed_by, execution_time, success) values (99, '9999', '',"
                    + " 'SQL', '', '', 0, 1)"));
    byte[] before = Files.readAllBytes(directory.stateFile());

    assertThatThrownBy(() -> StateFile.open(directory))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
        .satisfies(e -> assertThat(e.failure().why()).contains("newer Backline"));
    assertThat(Files.readAllBytes(directory.stateFile())).isEqualTo(before);
  }

  @Test
  void theJournalCannotBeRewritten() {
    Sql sql = StateFile.open(new DataDirectory(data.resolve("d")));
    sql.inTransaction(tx ->
        tx.update(
            "insert into run (id, app, environment, kind, parameters, requested_by, requested_at,"
                + " status) values (1, 'a', 'e', 'DEPLOY', '{}', 't', 0, 'QUEUED')"));
    sql.inTransaction(
        tx -> tx.update("insert into journal values (1, 1, 0, 1, 'run-succeeded', 1, '{}')"));

    assertThatThrownBy(() -> sql.inTransaction(tx -> tx.update("update journal set type = 'x'")))
        .hasStackTraceContaining("append-only");
  }
}
