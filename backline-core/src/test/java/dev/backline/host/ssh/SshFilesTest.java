package dev.backline.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.host.HostFiles;
import dev.backline.host.NewFile;
import dev.backline.secret.Secret;
import dev.backline.testing.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SshFilesTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  @TempDir Path remote;
  private SshServer server;
  private SshHost host;

  @BeforeEach
  void start() throws Exception {
    server = SshServer.start(folder);
    host = new SshHost(SshFixture.target(server), SshFixture.trusting(server, folder));
  }

  @AfterEach
  void stop() {
    host.close();
    server.close();
  }

  private HostFiles files() {
    return host.files();
  }

  @Test
  void bytesGoThereAndBackUnchanged() throws Exception {
    Path here = random(3_000_000);
    Path there = remote.resolve("a 'file' with $names");

    files().put(NewFile.of(here, there, "640"), LONG);
    files().fetch(there, folder.resolve("back"), LONG);

    assertThat(there).hasSameBinaryContentAs(here);
    assertThat(folder.resolve("back")).hasSameBinaryContentAs(here);
    assertThat(mode(there)).isEqualTo("rw-r-----");
    assertThat(mode(folder.resolve("back"))).isEqualTo("rw-------");
    assertThat(names(remote)).containsExactly(there.getFileName().toString());
  }

  @Test
  void aSecretBecomesAFileThatOnlyItsOwnerReads() throws Exception {
    Path there = remote.resolve(".env");
    files().put(NewFile.of(Secret.of("PASSWORD=hunter2\n"), there, "600"), LONG);
    files().put(NewFile.of(Secret.of(""), remote.resolve("empty"), "644"), LONG);

    assertThat(there).hasContent("PASSWORD=hunter2\n");
    assertThat(mode(there)).isEqualTo("rw-------");
    assertThat(remote.resolve("empty")).isEmptyFile();
  }

  @Test
  void aConnectionThatIsLostMidwayLeavesTheOldFileAndNothingBesideIt() throws Exception {
    Path there = Files.writeString(remote.resolve("file"), "old");
    Path big = random(200_000_000);
    FutureTask<Void> upload =
        new FutureTask<>(() -> {
          files().put(NewFile.of(big, there, "600"), LONG);
          return null;
        });
    Thread.ofVirtual().start(upload);
    while (names(remote).size() < 2) {
      assertThat(upload.isDone()).isFalse();
      Thread.onSpinWait();
    }

    server.killSessions();

    assertThatThrownBy(() -> upload.get(20, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(BacklineException.class)
        .hasMessageStartingWith("putting " + there + " on web-1: ");
    assertThat(there).hasContent("old");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (names(remote).size() > 1 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(names(remote)).containsExactly("file");
  }

  @Test
  void saysWhatIsWrongOnTheHost() {
    assertThatThrownBy(
            () -> files().put(NewFile.of(Secret.of("x"), remote.resolve("no/file"), "600"), LONG))
        .hasMessageContaining("its folder does not exist on the host");
    assertThatThrownBy(
            () -> files().put(NewFile.of(Secret.of("x"), Path.of("/proc/self/file"), "600"), LONG))
        .isInstanceOf(BacklineException.class);
    Path into = folder.resolve("into");
    assertThatThrownBy(() -> files().fetch(remote.resolve("none"), into, LONG))
        .hasMessageContaining("there is no such file on the host");
    assertThat(into).doesNotExist();
  }

  private Path random(int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(7).nextBytes(content);
    return Files.write(folder.resolve("content"), content);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
