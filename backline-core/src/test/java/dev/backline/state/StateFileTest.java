package dev.backline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

  @TempDir Path data;

  @Test
  void knowsTheNewestOfItsMigrations() throws IOException, URISyntaxException {
    Path migrations =
        Path.of(Objects.requireNonNull(StateFile.class.getResource("migration")).toURI());
    try (Stream<Path> files = Files.list(migrations)) {
      int newest =
          files
              .map(file -> file.getFileName().toString())
              .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .max()
              .orElseThrow();
      assertThat(StateFile.SCHEMA_VERSION).isEqualTo(newest);
    }
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
