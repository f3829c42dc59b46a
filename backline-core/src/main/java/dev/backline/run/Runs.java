package dev.backline.run;

import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.LeaseScope;
import java.util.List;
import java.util.Optional;

/** Every run that was ever asked for, and the queue of those that wait. */
public interface Runs {

  /**
   * Puts a run at the end of its environment's queue; waiting ones with the same supersede key are
   * superseded by it.
   */
  RunRecord submit(RunRequest request);

  Optional<RunRecord> find(RunId run);

  /** The newest first, at most {@code most}. */
  List<RunRecord> newest(int most);

  /**
   * What to work on next in an environment: the run that is under way, else the one that has waited
   * longest.
   */
  Optional<RunRecord> next(LeaseScope scope);

  /** The environments in which a run waits or is under way. */
  List<LeaseScope> scopesWithWork();

  /**
   * Answers what the run asks in that step, or will ask; false if it has ended or somebody has
   * answered.
   */
  boolean approve(RunId run, StepName step, Approval approval);

  /** Who let the run go on in that step and why, if somebody did. */
  Optional<Approval> approval(RunId run, StepName step);

  /** All of them, the first first. */
  List<Approval> approvals(RunId run);

  /** Wants a run cancelled; false if it has ended already. A waiting run is cancelled at once. */
  boolean requestCancel(RunId run, String by);
}
