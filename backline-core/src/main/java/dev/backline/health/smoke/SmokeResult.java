package dev.backline.health.smoke;

import dev.backline.config.SmokeName;
import java.time.Duration;
import java.util.List;

/**
 * How one smoke test ended.
 *
 * @param took from its start to its end, all requests of a login together; zero if it was not run
 * @param findings what was wrong; none if it passed
 */
public record SmokeResult(SmokeName name, Duration took, List<Finding> findings) {

  public SmokeResult {
    findings = List.copyOf(findings);
  }

  public boolean passed() {
    return findings.isEmpty();
  }
}
