package dev.backline.backup;

import dev.backline.database.ServerVersion;
import java.util.Optional;

/** Where a backup can be restored to prove it. */
public sealed interface ProofPlace {

  /** On the server that it was taken from, beside the live database. */
  record BesideLive() implements ProofPlace {}

  /**
   * In the cluster of this machine.
   *
   * @param why it is not restored beside the live database
   */
  record LocalCluster(String why) implements ProofPlace {}

  /** Nowhere: it stays unproven. */
  record Nowhere(String why) implements ProofPlace {}

  /**
   * Beside the live database where that can be; else in the local cluster if that reads what the
   * server writes.
   *
   * @param refusal why no database can be made on the live server
   * @param local the major version of the local cluster
   */
  static ProofPlace choose(ServerVersion live, Optional<String> refusal, int local) {
    if (refusal.isEmpty()) {
      return new BesideLive();
    }
    return local >= live.major()
        ? new LocalCluster(refusal.get())
        : new Nowhere(
            "%s; and the cluster of this machine is PostgreSQL %d, which can't read a dump of %s"
                .formatted(refusal.get(), local, live));
  }
}
