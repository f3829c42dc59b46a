package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.Backline;
import dev.backline.failure.ExitCode;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory that a newer Backline has written: told, and not touched. */
class NewerDataDirectoryTest {

  @TempDir Path directory;
  private DataDirectory data;
  private byte[] before;

  @BeforeEach
  void writeANewerState() throws IOException, SQLException {
    data = new DataDirectory(directory.resolve("data"));
    Backline.open(data, InstantSource.system());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.stateFile());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into flyway_schema_history (installed_rank, version, description, type, script,"
              + " checksum, installed_by, execution_time, success) values (9999, '9999', 'later',"
              + " 'SQL', 'V9999__later.sql', 0, 'test', 1, 1)");
      statement.execute("pragma wal_checkpoint(truncate)");
    }
    before = Files.readAllBytes(data.stateFile());
  }

  @Test
  void aCommandRefusesIt() throws IOException {
    refused(CommandLine.run(directory, data, "status"));
  }

  @Test
  void aControllerRefusesIt() throws IOException {
    refused(CommandLine.run(directory, data, "serve", "--port", "0"));
    assertThat(data.controllerFile()).doesNotExist();
  }

  private void refused(Programs.Ended ended) throws IOException {
    CommandLine.requireFailure(
        ended,
        ExitCode.UNAVAILABLE,
        "opening " + data.stateFile(),
        "it was written by a newer Backline",
        "use that newer Backline; this one has not touched the file");
    assertThat(Files.readAllBytes(data.stateFile())).isEqualTo(before);
  }
}
