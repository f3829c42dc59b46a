package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
  }

  @Test
  void showsTheLastLinesOfTheSlotThatWasWrittenToLast() throws IOException {
    log("blue", "one\ntwo\nthree \u001b[31mred\u001b[0m\nhalf a li");

    assertThat(fixture.run("logs", "dev", "-n", "2"))
        .isEqualTo(new CommandLineFixture.Result(0, "two\nthree red\n", ""));
  }

  @Test
  void tellsEachLineAsJsonWithItsSlot() throws IOException {
    log("green", "said \"hello\"\n");

    assertThat(fixture.run("logs", "dev", "--json").out())
        .isEqualTo("{\"slot\":\"green\",\"line\":\"said \\\"hello\\\"\"}\n");
  }

  @Test
  void followsBothSlots() throws Exception {
    log("blue", "before\n");
    try (var following = fixture.follow("logs", "dev", "--follow")) {
      following.awaitSaid("before\n");
      log("blue", "more\n");
      following.awaitSaid("more\n");
      log("green", "the next release\n");
      following.awaitSaid("the next release\n");
    }
  }

  @Test
  void refusesAnUnknownEnvironmentWithASuggestion() {
    var result = fixture.run("logs", "dve");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("did you mean dev?");
  }

  @Test
  void saysThatNothingRanThereYet() {
    var result = fixture.run("logs", "dev", "--json");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("{\"failure\":").contains("no release ran there yet");
    assertThat(fixture.data).doesNotExist();
  }

  private void log(String slot, String text) throws IOException {
    Path file =
        fixture.data.resolve("environments/music-graph/dev/slots/" + slot + "/logs/release.log");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
