package dev.backline.release;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a deployment did, as its release notes tell it.
 *
 * @param artifact digest of what was deployed
 * @param migrations the names of those that it applied
 * @param durations of its steps, in their order
 */
public record DeploymentFacts(
    String artifact,
    Optional<ChecksFact> checks,
    Optional<BackupFact> backup,
    List<String> migrations,
    SequencedMap<String, Duration> durations,
    Optional<SwitchFact> switched,
    Optional<ProofFact> proof) {

  public DeploymentFacts {
    migrations = List.copyOf(migrations);
    durations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(durations));
  }

  /**
   * @param lineCoverage share of lines that the tests ran, 0 to 1
   */
  public record ChecksFact(int tests, int failed, int skipped, Optional<Double> lineCoverage) {}

  /**
   * @param state such as {@code PROVEN}
   */
  public record BackupFact(String name, String state) {}

  /** Requests that users made while the release took the other's place. */
  public record SwitchFact(long served, long failed) {}

  /**
   * What a rehearsal has proven, in sentences.
   *
   * @param parts what was tried and how it ended, in its order
   * @param rollback how the delivery would be undone, a sentence for each way
   * @param approvals who let it go on and why, where it took somebody
   */
  public record ProofFact(List<String> parts, List<String> rollback, List<String> approvals) {
    public ProofFact {
      parts = List.copyOf(parts);
      rollback = List.copyOf(rollback);
      approvals = List.copyOf(approvals);
    }
  }
}
