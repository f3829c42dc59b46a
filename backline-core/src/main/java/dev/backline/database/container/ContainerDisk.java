package dev.backline.database.container;

import dev.backline.database.DatabaseAccess;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.ReachedHost;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;

/** The disk that the data of a server in a container lies on. */
record ContainerDisk(ReachedHost host, ServerContainer container, DatabaseAccess admin) {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  OptionalLong freeBytes() throws InterruptedException {
    // Only -P and -k are the same in every image's df (POSIX.1-2017, df).
    CommandResult result =
        host.run(
            HostCommand.of(
                    "docker", "exec", container.name(), "df", "-P", "-k", "--", dataDirectory())
                .within(LIMIT));
    return result.succeeded() ? FreeBlocks.bytes(result.stdout()) : OptionalLong.empty();
  }

  private String dataDirectory() {
    try (Connection connection = admin.connect(LIMIT);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW data_directory")) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw Failure.unavailable(
              "asking the PostgreSQL server on " + host.name() + " where its data lies",
              "PostgreSQL said: " + e.getMessage(),
              "check that the server runs, then try again")
          .toException(e);
    }
  }
}
