package dev.backline.run;

import dev.backline.lease.LeaseScope;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants done: enough for any process to build the run's steps again. Never holds a
 * secret.
 *
 * @param parameters the pipeline's own, such as {@code commit} or {@code version}
 * @param requestedBy who or what asked, for people ("push by token ci", "anna on the command line")
 * @param supersedeKey a newer waiting run with the same key makes an older waiting one pointless
 */
public record RunRequest(
    RunKind kind,
    LeaseScope scope,
    Map<String, String> parameters,
    String requestedBy,
    Optional<String> supersedeKey) {

  public RunRequest {
    parameters = Map.copyOf(parameters);
  }
}
