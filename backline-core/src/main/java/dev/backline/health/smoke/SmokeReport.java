package dev.backline.health.smoke;

import dev.backline.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How all smoke tests of a release ended, in the order of their declaration.
 *
 * @param took all of them together
 */
public record SmokeReport(List<SmokeResult> results, Duration took) {

  public SmokeReport {
    results = List.copyOf(results);
  }

  public boolean passed() {
    return results.stream().allMatch(SmokeResult::passed);
  }

  public List<SmokeResult> failed() {
    return results.stream().filter(result -> !result.passed()).toList();
  }

  /** What to tell when a test failed, with every finding of every test; empty if all passed. */
  public Optional<Failure> failure() {
    if (passed()) {
      return Optional.empty();
    }
    String findings =
        failed().stream()
            .map(result ->
                result.name()
                    + ": "
                    + result.findings().stream()
                        .map(Finding::toString)
                        .collect(Collectors.joining("; ")))
            .collect(Collectors.joining("\n"));
    return Optional.of(
        Failure.undone(
            "running the smoke tests",
            "%d of %d failed\n%s".formatted(failed().size(), results.size(), findings),
            "look at the release's log for the same time, mend it, and deploy again"));
  }
}
