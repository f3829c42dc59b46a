package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.cli.Main;
import dev.backline.failure.ExitCode;
import dev.backline.state.DataDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Backline's own command line, in a process of its own, as a user at a shell has it. */
final class CommandLine {

  private CommandLine() {}

  /** A command on that data directory, given from that directory. */
  static Programs.Ended run(Path directory, DataDirectory data, String... words) {
    return Programs.run(directory, Map.of(), argv(data, words));
  }

  static List<String> argv(DataDirectory data, String... words) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    argv.addAll(List.of(words));
    argv.addAll(List.of("--data", data.root().toString()));
    return argv;
  }

  /** It ended so, and told at its end what was tried, why it failed and what to do next. */
  static void requireFailure(
      Programs.Ended ended, ExitCode code, String tried, String why, String next) {
    assertThat(ended.output())
        .containsSubsequence("failed: ", tried, "\n   why: ", why, "\n  next: ", next);
    assertThat(ended.output()).doesNotContain("\tat ", "Exception");
    assertThat(ended.status()).as(ended.output()).isEqualTo(code.status());
  }
}
