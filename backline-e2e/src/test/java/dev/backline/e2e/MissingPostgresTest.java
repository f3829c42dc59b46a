package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.Backline;
import dev.backline.failure.ExitCode;
import dev.backline.run.RunStatus;
import dev.backline.state.DataDirectory;
import dev.backline.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine whose PostgreSQL is missing or of no use: told with the remedy, and nothing made. */
class MissingPostgresTest {

  private static final String DEBIAN = "/usr/lib/postgresql";

  @TempDir Path directory;
  private Path versions;
  private DataDirectory data;
  private TinyApp app;

  @BeforeEach
  void makeAnApp() throws IOException {
    versions = Files.createDirectories(directory.resolve("versions"));
    data = new DataDirectory(directory.resolve("data"));
    app = TinyApp.in(directory.resolve("app"), FreePort.any(), FreePort.any());
  }

  @Test
  void withoutPostgresADeploymentIsUndoneBeforeItHasBuiltOrMadeAnything() {
    CommandLine.requireFailure(
        whereThatIsAllThereIs("deploy", "dev"),
        ExitCode.UNAVAILABLE,
        "looking for PostgreSQL's programs",
        "none were found (supported are majors 14 to 18)",
        "run: sudo apt-get install -y postgresql");

    nothingWasMade();
    assertThat(whereThatIsAllThereIs("doctor").output()).contains("✗ PostgreSQL: none were found");
  }

  @Test
  void aMajorThatIsNotSupportedIsNamedWithThoseThatAre() throws IOException {
    installMajor(12);

    CommandLine.requireFailure(
        whereThatIsAllThereIs("deploy", "dev"),
        ExitCode.UNAVAILABLE,
        "looking for PostgreSQL's programs",
        "found only major 12 in " + DEBIAN + "/12/bin (supported are majors 14 to 18)",
        "run: sudo apt-get install -y postgresql");

    nothingWasMade();
  }

  private void nothingWasMade() {
    Backline backline = Backline.open(data, InstantSource.system());
    assertThat(backline.runs().newest(5))
        .extracting(run -> run.status())
        .containsExactly(RunStatus.UNDONE);
    assertThat(backline.parts().history().newest(Installation.APP, Installation.DEV, 5)).isEmpty();
    assertThat(data.postgres().resolve("data")).doesNotExist();
    assertThat(data.artifacts())
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
    assertThat(Leftovers.below(data.root())).isEmpty();
  }

  /**
   * In a mount namespace of its own, where Debian's directory of PostgreSQLs is that of the test.
   */
  private Programs.Ended whereThatIsAllThereIs(String... words) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount --bind \"$0\" " + DEBIAN + " && exec \"$@\"",
                versions.toString()));
    argv.addAll(CommandLine.argv(data, words));
    return Programs.run(directory.resolve("app"), Map.of("LC_ALL", "C.UTF-8"), argv);
  }

  /** As far as anything looks at one that is too old: what it says its version is. */
  private void installMajor(int major) throws IOException {
    Path bin = Files.createDirectories(versions.resolve(major + "/bin"));
    for (String program : List.of("initdb", "postgres", "pg_ctl", "pg_dump", "pg_restore")) {
      Path file = bin.resolve(program);
      Files.writeString(file, "#!/bin/sh\necho '" + program + " (PostgreSQL) " + major + ".9'\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
