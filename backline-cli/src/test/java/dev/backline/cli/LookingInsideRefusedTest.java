package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code exec}, {@code console}, {@code env} and {@code render} where there is nothing yet. */
class LookingInsideRefusedTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
  }

  @Test
  void nothingServesWhereNothingWasDeliveredAndNoDirectoryIsMadeByLooking() {
    for (String[] words :
        new String[][] {{"exec", "dev", "--", "true"}, {"console", "dev", "-c", "select 1"}}) {
      var result = fixture.run(words);

      assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
      assertThat(result.err()).contains("nothing was delivered from DATA yet");
    }
    assertThat(fixture.data).doesNotExist();
  }

  @Test
  void aCommandIsWanted() {
    var result = fixture.run("exec", "dev");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("see: backline exec --help");
  }

  @Test
  void unknownEnvironmentsAreRefusedWithASuggestion() {
    assertThat(fixture.run("exec", "dve", "--", "true").err()).contains("did you mean dev?");
    assertThat(fixture.run("console", "dve").err()).contains("did you mean dev?");
    assertThat(fixture.run("env", "dve").err()).contains("did you mean dev?");
    assertThat(fixture.run("render", "compose", "dve").err()).contains("did you mean dev?");
  }

  @Test
  void variablesOfACheckoutAreToldWithoutADataDirectory() {
    var result = fixture.run("env", "dev");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            NAME  VALUE    SECRET  FROM
            KEY   ***      KEY     run.env
            PORT  ${port}          run.port
            """);
    assertThat(fixture.data).doesNotExist();
  }

  @Test
  void thereIsNoComposeProjectOnThisMachine() {
    var result = fixture.run("render", "compose", "dev");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err())
        .contains("it runs on this machine, as processes", "declare hosts for the environment");
    assertThat(fixture.run("render").err()).contains("say what to print: compose");
  }
}
