package dev.backline.config.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Problem;
import dev.backline.config.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are wrong as a whole. */
class WholeFileTest {

  @Test
  void refusesAnEmptyFileAndOneOfCommentsOnly() {
    assertThat(problems(""))
        .containsExactly("f:1:1: is empty; 'backline init' writes one to start from");
    assertThat(problems("# nothing\n"))
        .containsExactly("f:1:1: is empty; 'backline init' writes one to start from");
  }

  @Test
  void refusesWhatIsNoMapping() {
    assertThat(problems("- a\n"))
        .singleElement()
        .asString()
        .startsWith("f:1:1: expected keys (app, build,")
        .endsWith("not a list");
    assertThat(problems("hello")).singleElement().asString().endsWith("not 'hello'");
  }

  @Test
  void saysWhereAFileIsNotUtf8() {
    byte[] latin1 = "app: x\n# caf\u00e9 au lait\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(problems(latin1))
        .containsExactly("f:2:6: is not UTF-8: byte 0xE9 doesn't belong here");
    assertThat(problems("app: x\n".getBytes(StandardCharsets.UTF_16LE)))
        .singleElement()
        .asString()
        .startsWith("f:");
    byte[] cutOff = {'a', ':', ' ', (byte) 0xC3};
    assertThat(problems(cutOff))
        .containsExactly("f:1:4: is not UTF-8: byte 0xC3 doesn't belong here");
  }

  @Test
  void refusesAHugeFileWithoutParsingIt() {
    assertThat(problems("#".repeat(ConfigFile.MOST_BYTES + 1)))
        .containsExactly("f:1:1: is larger than 1 MB; a configuration is a few hundred lines");
  }

  @Test
  @Timeout(10)
  void refusesAnAliasBombAtItsFirstAnchor() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(problems(bomb.toString()))
        .first()
        .asString()
        .isEqualTo(
            "f:1:5: the anchor '&a0' isn't allowed here; write the value out where it is needed");
  }

  @Test
  @Timeout(10)
  void refusesNestingThatWouldExhaustTheStack() {
    assertThat(problems("[".repeat(900_000)))
        .containsExactly("f:1:51: is nested deeper than 50 levels");
    assertThat(problems("a: " + "{b: ".repeat(100_000))).hasSize(1);
  }

  @Test
  void reportsEverythingAtOnceInTheOrderOfTheFile() {
    String bad =
        Samples.full()
            .replace("app: music-graph", "app: Music Graph")
            .replace("status: 200, interval", "staus: 200, interval")
            .replace("${version}", "${versoin}")
            .replace("from: dev", "from: dve")
            .replace("keepReleases: 3", "keepReleases: 0");
    assertThat(problems(bad))
        .extracting(problem -> problem.split(":")[1])
        .containsExactly("1", "19", "21", "52", "54");
  }

  @Test
  @Timeout(20)
  void givesUpAfterTwoHundredProblems() {
    StringBuilder many = new StringBuilder(Samples.MINIMAL);
    for (int i = 0; i < 5_000; i++) {
      many.append("unknown").append(i).append(": 1\n");
    }
    assertThat(problems(many.toString())).hasSize(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app: music-graph",
        "command: mvn -B -q -DskipTests package",
        "timeout: 10m",
        "memory: 512MB",
        "listen: 127.0.0.1:18090",
        "follows: main",
        "start: v0.1.0-alpha",
        "errorRate: 0.5%",
        "from: dev",
        "DATABASE_URL: '${database.url}'",
        "path: /healthz",
        "migrations: manual",
        "engine: postgresql",
      })
  @Timeout(20)
  void tellsShortlyWhatIsWrongWithAnEndlessValue(String right) {
    String key = right.substring(0, right.indexOf(':'));
    assertThat(Samples.full()).contains(right);
    for (String endless : List.of("-a.", "1", "${", "/a", "**/", "'")) {
      String bad = Samples.full().replace(right, key + ": \"" + endless.repeat(10_000) + "\"");
      assertThat(problems(bad))
          .as(key + " " + endless)
          .allMatch(problem -> problem.length() < 1_000);
    }
  }

  @Test
  @Timeout(20)
  void tellsShortlyWhatIsWrongWithAnEndlessKey() {
    for (String endless : List.of("a", "/a", "-a.")) {
      String key = "\"" + endless.repeat(10_000) + "\"";
      assertThat(problems("? " + key + "\n: 1\n")).allMatch(problem -> problem.length() < 1_000);
      assertThat(problems(Samples.full().replace("'/nodes/0/id'", "? " + key + " ")))
          .allMatch(problem -> problem.length() < 1_000);
    }
  }

  @Test
  void readsAUsualFileInMilliseconds() {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long start = System.nanoTime();
      Samples.config(Samples.full());
      best = Math.min(best, System.nanoTime() - start);
    }
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(50));
  }

  private static List<String> problems(String yaml) {
    return problems(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(byte[] content) {
    return switch (ConfigFile.read("f", content)) {
      case ConfigResult.Invalid(List<Problem> problems) ->
          problems.stream().map(Problem::toString).toList();
      case ConfigResult.Valid _ -> List.of("valid");
    };
  }
}
