package dev.backline.cli.run;

import dev.backline.lease.LeaseHolder;
import dev.backline.lease.Leases;
import dev.backline.run.RunRecord;
import java.util.Optional;

/** Whether a process is at work on a run. */
public sealed interface Attendance {

  /** Nobody has begun, or it is over. */
  record NotNeeded() implements Attendance {}

  record AtWork(LeaseHolder holder) implements Attendance {}

  /** It is under way and its process is gone: the next process that looks goes on with it. */
  record Orphaned() implements Attendance {}

  static Attendance of(RunRecord run, Leases leases) {
    if (!run.status().underWay()) {
      return new NotNeeded();
    }
    Optional<LeaseHolder> living =
        leases.holder(run.request().scope()).filter(holder -> !holder.presumedDead());
    return living.<Attendance>map(AtWork::new).orElseGet(Orphaned::new);
  }
}
