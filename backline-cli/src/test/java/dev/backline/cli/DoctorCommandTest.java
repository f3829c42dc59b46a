package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
  }

  @Test
  void tellsWhatIsMissingWithWhatToDoAndChangesNothing() {
    var result = fixture.run("doctor");

    assertThat(result.status()).isEqualTo(ExitCode.UNAVAILABLE.status());
    assertThat(result.out())
        .containsSubsequence(
            "✓ JDK: 25",
            "✗ git: not on PATH\n  next: sudo apt-get install -y git",
            "✗ make: not on PATH; the app is built with it\n  next: install make",
            "✓ disk: ",
            "✓ memory: ",
            "✓ data directory: DATA, to be made",
            "✓ state file: none yet",
            "✓ backline.yml: declares music-graph",
            "dev's port: 127.0.0.1:18080",
            "✗ dev's secrets: not set: KEY\n  next: backline secret set dev KEY",
            "✗ prod's secrets: not set: KEY");
    assertThat(fixture.data).doesNotExist();
  }

  @Test
  void findsWhatIsThere() {
    fixture.variables.put("PATH", System.getenv("PATH"));
    fixture.input = "open sesame\n";
    assertThat(fixture.run("secret", "set", "dev", "KEY").status()).isZero();

    assertThat(fixture.run("doctor").out())
        .containsSubsequence("✓ git: git version", "✓ PostgreSQL: ", "✓ dev's secrets: 1 set")
        .doesNotContain("open sesame");
  }

  @Test
  void tellsTheSameAsJson() {
    var result = fixture.run("doctor", "--json");

    assertThat(result.status()).isEqualTo(ExitCode.UNAVAILABLE.status());
    assertThat(result.out())
        .startsWith("[ {\n  \"subject\" : \"JDK\",\n  \"fine\" : true,")
        .contains(
            """
              "subject" : "git",
              "fine" : false,
              "detail" : "not on PATH",
              "remedy" : "sudo apt-get install -y git"
            """);
  }

  @Test
  void sendsToCheckWhereTheConfigurationIsWrong() throws IOException {
    Files.writeString(folder.resolve("backline.yml"), "app: music-graph\nbuidl: {}\n");

    assertThat(fixture.run("doctor").out())
        .containsPattern("✗ backline.yml: \\d+ problems\n  next: see: backline check");
  }

  @Test
  void asksForAnEngineWhereAnImageIsBuiltFromADockerfile() throws IOException {
    assertThat(fixture.run("doctor").out()).doesNotContain("container engine");

    Files.writeString(
        folder.resolve("backline.yml"),
        """
        app: music-graph
        build: {command: make, inputs: ['**']}
        artifact: {image: {dockerfile: {}}}
        run: {command: ./start}
        environments:
          dev: {follows: main, listen: '0.0.0.0:80', hosts: {one: 'me@127.0.0.1:1'}}
        """);

    assertThat(fixture.run("doctor").out())
        .contains("✗ container engine: neither docker nor podman is on PATH");
  }
}
