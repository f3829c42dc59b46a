package dev.backline.database.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.host.local.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several installed majors a server elsewhere is dumped with. */
class ServerToolsTest {

  @TempDir Path versions;
  private PostgresInstallations installations;

  @BeforeEach
  void install() throws IOException {
    for (int major : List.of(14, 16, 18)) {
      Path bin = Files.createDirectories(versions.resolve(major + "/bin"));
      for (String name : List.of("initdb", "postgres", "pg_ctl", "pg_dump", "pg_restore")) {
        Path program =
            Files.writeString(
                bin.resolve(name),
                "#!/bin/sh\necho '%s (PostgreSQL) %d.3'\n".formatted(name, major));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    installations = new PostgresInstallations(new LocalHost(), List.of(), versions);
  }

  @Test
  void theServersOwnMajorIsTakenThoughANewerOneIsThere() throws InterruptedException {
    assertThat(installations.forServer(16).directory()).isEqualTo(versions.resolve("16/bin"));
    assertThat(installations.newest().major()).isEqualTo(18);
  }

  @Test
  void withoutItTheNextNewerOneIsTaken() throws InterruptedException {
    assertThat(installations.forServer(15).major()).isEqualTo(16);
    assertThat(installations.forServer(17).major()).isEqualTo(18);
  }

  @Test
  void olderOnesAreNotTaken() {
    assertThatThrownBy(() -> installations.forServer(19))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("for a server of major 19")
        .hasMessageContaining("major 18 in " + versions.resolve("18/bin"));
  }
}
