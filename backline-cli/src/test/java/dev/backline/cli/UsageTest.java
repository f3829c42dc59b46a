package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @TempDir Path folder;

  @Test
  void suggestsTheOptionThatWasMeant() {
    assertThat(new CommandLineFixture(folder).run("status", "--jsn"))
        .isEqualTo(
            new CommandLineFixture.Result(
                ExitCode.USAGE.status(),
                "",
                """
                failed: reading the command line
                   why: Unknown option: '--jsn'
                  next: did you mean --json? see: backline status --help
                """));
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertThat(new CommandLineFixture(folder).run("stats").err())
        .contains("next: did you mean status");
  }

  @ParameterizedTest
  @EnumSource
  void everyCommandShowsItsHelpThoughWhatItNeedsIsMissing(Commands command) {
    showsHelp(command.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"host list", "secret set", "token create", "app stop", "render compose"})
  void soDoesEachCommandBelowAnother(String words) {
    showsHelp(words);
  }

  private void showsHelp(String words) {
    CommandLineFixture.Result asked =
        new CommandLineFixture(folder).run((words + " --help").split(" "));

    assertThat(asked.err()).isEmpty();
    assertThat(asked.out()).startsWith("Usage: backline " + words).contains("--json");
    assertThat(asked.status()).isZero();
  }

  /** It is an option of promote, and there it takes a version. */
  @Test
  void theVersionIsTheProgramsAlone() {
    CommandLineFixture fixture = new CommandLineFixture(folder);

    assertThat(fixture.run("-V").out())
        .isEqualTo(fixture.run("--version").out())
        .startsWith("backline ");
    assertThat(fixture.run("status", "--version").err()).contains("Unknown option: '--version'");
  }

  @Test
  void tellsMisuseAsJsonWhereJsonIsWanted() {
    assertThat(new CommandLineFixture(folder).run("--json", "runs", "-n").err())
        .startsWith("{\"failure\":{\"tried\":\"reading the command line\"")
        .contains("\"exitCode\":2");
  }

  @Test
  void takesGlobalOptionsBeforeAndAfterTheCommand() {
    CommandLineFixture fixture = new CommandLineFixture(folder);
    String other = folder.resolve("other").toString();

    assertThat(fixture.run("--data", other, "status").out()).contains(other);
    assertThat(fixture.run("status", "--data", other).out()).contains(other);
  }

  @Test
  void choosesTheDataDirectoryByTheUsualVariables() {
    CommandLineFixture fixture = new CommandLineFixture(folder);
    fixture.variables.clear();
    fixture.variables.put("HOME", "/home/anna");
    assertThat(fixture.run("status").out()).contains("/home/anna/.local/state/backline");
    fixture.variables.put("XDG_STATE_HOME", "/state");
    assertThat(fixture.run("status").out()).contains(" /state/backline");
    fixture.variables.put("BACKLINE_DATA", "/data");
    assertThat(fixture.run("status").out()).contains(" /data\n");
  }

  @Test
  void printsACompletionScriptThatKnowsTheCommands() {
    assertThat(new CommandLineFixture(folder).run("completion").out())
        .contains("complete -F", "promote", "rollback");
  }
}
