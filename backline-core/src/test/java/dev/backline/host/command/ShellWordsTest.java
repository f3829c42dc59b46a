package dev.backline.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import dev.backline.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

  private static final long SEED = Long.getLong("backline.seed", 20_261_123L);
  private static final int WORDS = 2000;
  private static final String SPECIAL = "'\"\\$`!*?[]{}()<>|&;#~=%^ \t\n\r-";

  @TempDir Path folder;

  /** Every byte but NUL, whatever it means in UTF-8. */
  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "dash", "bash"})
  void everyByteComesBackFromARealShell(String shell) throws Exception {
    Random random = new Random(SEED);
    List<String> words = new ArrayList<>(List.of("", "'", "''", "\n", "-n", "\\", "\u0081\u0088"));
    while (words.size() < WORDS) {
      words.add(random(random, 1 + random.nextInt(255)));
    }
    StringBuilder script = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (String word : words) {
      script.append("printf '%s\\0' ").append(ShellWords.quoted(word)).append('\n');
      expected.append(word).append('\0');
    }
    Path file = folder.resolve("script");
    Files.write(file, script.toString().getBytes(StandardCharsets.ISO_8859_1));
    Path out = folder.resolve("out");

    var result =
        new LocalHost()
            .run(
                HostCommand.of(
                    "sh",
                    "-c",
                    "exec \"$1\" \"$2\" >\"$3\"",
                    "sh",
                    shell,
                    file.toString(),
                    out.toString()));

    assertThat(result.succeeded()).as(result.lastWords()).isTrue();
    assertThat(Files.readString(out, StandardCharsets.ISO_8859_1))
        .as("seed " + SEED)
        .isEqualTo(expected.toString());
  }

  /** As {@code run.sh} takes them: read line by line, then evaluated. */
  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "dash", "bash"})
  void wordsComeBackThroughReadAndEval(String shell) throws Exception {
    Random random = new Random(SEED);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      words.add(
          random
              .ints(1 + random.nextInt(40), 1, 0x10000)
              .filter(c -> !Character.isSurrogate((char) c) && c != '\r')
              .mapToObj(c -> random.nextBoolean() ? (char) c : special(random))
              .filter(c -> c != '\r')
              .map(String::valueOf)
              .reduce("", String::concat));
    }
    String script =
        "s=; while IFS= read -r l; do s=\"$s$l\n\"; done; eval \"$s\"; printf '%s\\0' \"$@\""
            + " >\"$OUT\"";
    Path out = folder.resolve("out");

    var result =
        new LocalHost()
            .run(
                HostCommand.of(shell, "-c", script)
                    .with("OUT", Secret.of(out.toString()))
                    .reading(Secret.of("set -- " + ShellWords.quoted(words) + "\n")));

    assertThat(result.succeeded()).as(result.lastWords()).isTrue();
    assertThat(Files.readString(out)).as("seed " + SEED).isEqualTo(String.join("\0", words) + "\0");
  }

  @Test
  void refusesWhatNoShellTakes() {
    assertThatThrownBy(() -> ShellWords.quoted("a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
    for (String name : List.of("", "1A", "A-B", "A B", "A=", "$(id)", "A\n")) {
      assertThatThrownBy(() -> ShellWords.variable(name))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(ShellWords.variable("_A1")).isEqualTo("_A1");
  }

  private static String random(Random random, int highest) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(30);
    for (int i = 0; i < length; i++) {
      word.append(random.nextInt(3) == 0 ? special(random) : (char) (1 + random.nextInt(highest)));
    }
    return word.toString();
  }

  private static char special(Random random) {
    return SPECIAL.charAt(random.nextInt(SPECIAL.length()));
  }
}
