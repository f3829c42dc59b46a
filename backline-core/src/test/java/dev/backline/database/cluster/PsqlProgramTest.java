package dev.backline.database.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PsqlProgramTest {

  @TempDir Path folder;

  @Test
  void theOneOnThePathIsTakenBeforeAllOthers() throws IOException {
    psql("postgresql/18/bin");
    Path usual = psql("bin");
    assertThat(find("/nonexistent:" + folder.resolve("bin"))).isEqualTo(usual);
  }

  @Test
  void elseTheNewestThatDebianHasPutElsewhere() throws IOException {
    psql("postgresql/14/bin");
    Path newest = psql("postgresql/17/bin");
    assertThat(find("")).isEqualTo(newest);
  }

  @Test
  void whereThereIsNoneItSaysHowToGetOne() {
    assertThatThrownBy(() -> find("/nonexistent"))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> assertThat(e.failure().remedy()).contains("apt-get install -y postgresql-client"));
  }

  private Path find(String path) {
    return PsqlProgram.find(path, folder.resolve("postgresql"));
  }

  private Path psql(String directory) throws IOException {
    Path file = Files.createDirectories(folder.resolve(directory)).resolve("psql");
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }
}
