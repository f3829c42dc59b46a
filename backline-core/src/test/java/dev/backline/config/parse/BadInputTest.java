package dev.backline.config.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Problem;
import dev.backline.config.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One slip in a good file, and exactly what is said about it; the tables are bad-input.txt and
 * bad-hosts.txt.
 */
class BadInputTest {

  record Slip(String file, String right, String wrong, List<String> expected) {}

  @ParameterizedTest
  @MethodSource("slips")
  void tellsExactlyWhatIsWrong(Slip slip) {
    assertThat(problems(slip)).containsExactlyElementsOf(slip.expected());
  }

  static Stream<Slip> slips() {
    return Stream.concat(slips("full.yml", "bad-input.txt"), slips("hosts.yml", "bad-hosts.txt"));
  }

  private static Stream<Slip> slips(String file, String table) {
    return Arrays.stream(Samples.text(table).split("\n\n"))
        .map(String::strip)
        .map(block -> slip(file, block));
  }

  private static Slip slip(String file, String block) {
    List<String> lines = block.lines().toList();
    return new Slip(
        file,
        after("replace ", lines.get(0)),
        after("by      ", lines.get(1)),
        lines.subList(2, lines.size()));
  }

  private static String after(String label, String line) {
    assertThat(line).startsWith(label.strip());
    return line.length() < label.length() ? "" : line.substring(label.length()).translateEscapes();
  }

  static List<String> problems(Slip slip) {
    String full = Samples.text(slip.file());
    int at = full.indexOf(slip.right());
    assertThat(at).as("where the sample has %s", slip.right()).isNotNegative();
    String bad = full.substring(0, at) + slip.wrong() + full.substring(at + slip.right().length());
    return switch (Samples.read(bad)) {
      case ConfigResult.Invalid(List<Problem> problems) ->
          problems.stream().map(Problem::toString).toList();
      case ConfigResult.Valid _ -> List.of("valid");
    };
  }
}
