package dev.backline.host;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a program ended.
 *
 * @param status its exit status; 128 + signal when a signal ended it
 * @param stdout its standard output, at most the last 10,000 lines or 4 million characters
 * @param stderr its standard error, likewise
 * @param timedOut whether it was killed because its time was up
 */
public record CommandResult(
    int status, List<String> stdout, List<String> stderr, Duration took, boolean timedOut) {

  /** Colours and the like (ECMA-48, section 5.4): a line of nothing else says nothing. */
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  public CommandResult {
    stdout = List.copyOf(stdout);
    stderr = List.copyOf(stderr);
  }

  public boolean succeeded() {
    return status == 0 && !timedOut;
  }

  /** The last thing that it said, for a failure's cause. */
  public String lastWords() {
    if (timedOut) {
      return "it did not end within " + took.toSeconds() + " s and was killed";
    }
    List<String> said = stderr.stream().anyMatch(line -> !line.isBlank()) ? stderr : stdout;
    return said.reversed().stream()
        .map(line -> ESCAPE.matcher(line).replaceAll(""))
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("it ended with status " + status + " and said nothing");
  }
}
