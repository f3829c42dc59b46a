package dev.backline.host.detached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path folder;

  private LogFile log() {
    return new LogFile(folder.resolve("logs/release.log"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void tailIsOfTheLastStartOnly() throws Exception {
    log().begin("v1");
    Files.writeString(log().path(), "old\n", StandardOpenOption.APPEND);
    log().begin("v2");
    assertThat(log().tail(20)).isEmpty();
    Files.writeString(log().path(), "a\nb\nc\n", StandardOpenOption.APPEND);
    assertThat(log().tail(20)).containsExactly("a", "b", "c");
    assertThat(log().tail(2)).containsExactly("b", "c");
  }

  @Test
  void tailOfABigLogReadsItsEnd() throws Exception {
    log().begin("v1");
    Files.writeString(log().path(), "x".repeat(99) + "\n", StandardOpenOption.APPEND);
    Files.writeString(
        log().path(), ("y".repeat(99) + "\n").repeat(5000), StandardOpenOption.APPEND);
    assertThat(log().tail(3)).hasSize(3).allMatch(line -> line.equals("y".repeat(99)));
  }

  @Test
  void rotationKeepsTheNewestOldOnesWhileTheProcessWritesOn() throws Exception {
    log().begin("v1");
    try (OutputStream process = new FileOutputStream(log().path().toFile(), true)) {
      for (int turn = 1; turn <= 4; turn++) {
        process.write(bytes("turn " + turn + "x".repeat(100) + "\n"));
        assertThat(log().rotate(100, 2)).isTrue();
        assertThat(log().path()).isEmptyFile();
      }
      process.write(bytes("now\n"));
    }
    assertThat(log().path()).hasContent("now\n");
    assertThat(Files.readString(folder.resolve("logs/release.log.1"))).startsWith("turn 4");
    assertThat(Files.readString(folder.resolve("logs/release.log.2"))).startsWith("turn 3");
    assertThat(folder.resolve("logs/release.log.3")).doesNotExist();
    assertThat(log().rotate(100, 2)).isFalse();
  }

  @Test
  void tailJustAfterARotationIsOfTheOldFile() throws Exception {
    log().begin("v1");
    Files.writeString(log().path(), "words\n", StandardOpenOption.APPEND);
    log().rotate(1, 2);
    assertThat(log().tail(5)).containsExactly("words");
  }

  @Test
  void logsAreOursAlone() throws Exception {
    log().begin("v1");
    log().rotate(1, 2);
    for (String name : new String[] {"release.log", "release.log.1"}) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("logs").resolve(name))))
          .isEqualTo("rw-------");
    }
  }
}
