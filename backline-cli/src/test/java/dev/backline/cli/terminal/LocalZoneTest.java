package dev.backline.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which zone times are shown in. */
class LocalZoneTest {

  @TempDir private Path folder;

  @Test
  void isTheOneThatTheJdkFinds() {
    Instant now = Instant.now();

    assertThat(LocalZone.get().getRules().getOffset(now))
        .isEqualTo(ZoneId.systemDefault().getRules().getOffset(now));
  }

  @Test
  void isNamedByTheLinkOfTheMachine() throws IOException {
    assertThat(LocalZone.named(link("/usr/share/zoneinfo/Etc/UTC"))).isEqualTo("Etc/UTC");
    assertThat(LocalZone.named(link("/usr/share/zoneinfo/Europe/Berlin")))
        .isEqualTo("Europe/Berlin");
  }

  @Test
  void isNotNamedByAnythingElse() throws IOException {
    assertThat(LocalZone.named(link("/somewhere/UTC"))).isEmpty();
    assertThat(LocalZone.named(Files.writeString(folder.resolve("copied"), "TZif"))).isEmpty();
    assertThat(LocalZone.named(folder.resolve("missing"))).isEmpty();
  }

  private Path link(String target) throws IOException {
    Path link = folder.resolve("localtime-to-" + Path.of(target).getFileName());
    return Files.createSymbolicLink(link, Path.of(target));
  }
}
