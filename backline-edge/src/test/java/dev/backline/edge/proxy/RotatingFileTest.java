package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {

  @TempDir Path directory;

  @Test
  void setsAFullFileAsideAndKeepsTheNewestOldOnes() throws Exception {
    Path log = directory.resolve("log");
    try (RotatingFile file = new RotatingFile(log, 10, 2)) {
      for (int i = 1; i <= 4; i++) {
        file.append("entry " + i + "....\n");
      }
      file.append("short\n");
    }
    assertThat(log).content().isEqualTo("short\n");
    assertThat(directory.resolve("log.1")).content().startsWith("entry 4");
    assertThat(directory.resolve("log.2")).content().startsWith("entry 3");
    assertThat(directory.resolve("log.3")).doesNotExist();
  }

  @Test
  void appendsToWhatIsThere() throws Exception {
    Path log = directory.resolve("log");
    Files.writeString(log, "before\n");
    try (RotatingFile file = new RotatingFile(log, 1000, 2)) {
      file.append("after\n");
    }
    assertThat(log).content().isEqualTo("before\nafter\n");
  }
}
