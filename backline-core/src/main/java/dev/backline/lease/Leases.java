package dev.backline.lease;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives out leases. Invariants: at any time at most one token of a scope is current; a token once
 * given is never given again; a holder that does not renew within {@link #TIME_TO_LIVE}, or whose
 * process is gone, may be replaced by anybody.
 */
public interface Leases {

  Duration TIME_TO_LIVE = Duration.ofSeconds(8);
  Duration HEARTBEAT_EVERY = Duration.ofSeconds(2);

  /** Takes the lease if nobody holds it, or if its holder is presumed dead. */
  Optional<Lease> tryAcquire(LeaseScope scope, Owner owner);

  /**
   * Says that the holder lives.
   *
   * @throws LeaseLostException if somebody else has taken over
   */
  void renew(Lease lease);

  /** Gives the lease back; does nothing if it is lost already. */
  void release(Lease lease);

  Optional<LeaseHolder> holder(LeaseScope scope);

  List<LeaseHolder> holders();
}
