package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The keys that docs/cli.md says a command's JSON has, at any depth. */
record DocumentedShape(String command, Set<String> keys) {

  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "cli.md");
  private static final Pattern KEY = Pattern.compile("\"([A-Za-z]+)\"");

  /** From its row of the table. */
  static DocumentedShape of(String command) throws IOException {
    String row =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| "))
            .filter(line -> line.split("\\|")[1].contains("`" + command + "`"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(command + " has no row in " + DOCUMENT));
    return new DocumentedShape(
        command,
        KEY.matcher(row)
            .results()
            .map(key -> key.group(1))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** It has all of these and no others. */
  void require(JsonNode told) {
    Set<String> found = new TreeSet<>();
    collect(told, found);
    assertThat(found).as("keys of %s --json: %s", command, told).isEqualTo(keys);
  }

  private static void collect(JsonNode node, Set<String> found) {
    node.fieldNames().forEachRemaining(found::add);
    node.forEach(below -> collect(below, found));
  }
}
