package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

  @TempDir Path folder;

  @Test
  void tellsAllProblemsWithTheirPlacesAndChangesNothing() throws IOException {
    Files.writeString(
        folder.resolve("backline.yml"), "app: Music Graph\nbuidl:\n  command: [make]\n");

    var result = new CommandLineFixture(folder).run("check", "backline.yml");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.out()).contains("backline.yml:1:", "backline.yml:2:1: ", "'build'");
    assertThat(result.err()).contains(" problems");
  }

  @Test
  void givesProblemsAsJson() throws IOException {
    Files.writeString(folder.resolve("backline.yml"), "app: [\n");

    var result = new CommandLineFixture(folder).run("check", "backline.yml", "--json");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.out())
        .startsWith("{\n  \"file\" : \"backline.yml\",\n  \"valid\" : false,\n  \"app\" : null,\n")
        .contains(
            "\"line\" : ", "\"column\" : ", "\"path\" : ", "\"message\" : ", "\"suggestion\"");
  }

  @Test
  void findsRightWhatInitWrites() throws IOException {
    Files.writeString(folder.resolve("pom.xml"), "<project><artifactId>a</artifactId></project>");
    CommandLineFixture fixture = new CommandLineFixture(folder);

    assertThat(fixture.run("init").status()).isZero();
    assertThat(fixture.run("check").status()).isZero();
    assertThat(fixture.run("init").status()).isEqualTo(ExitCode.REFUSED.status());
  }
}
