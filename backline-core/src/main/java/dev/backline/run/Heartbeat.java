package dev.backline.run;

import dev.backline.lease.Lease;
import dev.backline.lease.LeaseLostException;
import dev.backline.lease.Leases;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease as long as its run goes on, and interrupts the run when the lease is lost. */
final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Lease lease;
  private final AtomicBoolean lost = new AtomicBoolean();
  private final Thread beating;

  private Heartbeat(Leases leases, Lease lease, Duration every, Thread worker) {
    this.lease = lease;
    this.beating =
        Thread.ofVirtual()
            .name("heartbeat-" + lease.scope())
            .unstarted(() -> beat(leases, every, worker));
  }

  static Heartbeat start(Leases leases, Lease lease, Duration every, Thread worker) {
    Heartbeat heartbeat = new Heartbeat(leases, lease, every, worker);
    heartbeat.beating.start();
    return heartbeat;
  }

  /** Throws if the lease was lost meanwhile. */
  void requireHeld() {
    if (lost.get()) {
      throw new LeaseLostException(lease.scope(), lease.token());
    }
  }

  @Override
  public void close() {
    beating.interrupt();
    // Waited for: a beat still under way would find the lease given back, take it for lost, and
    // interrupt whatever this thread does next.
    boolean interrupted = joinBeating();
    // An interruption meant for the run that just ended must not reach the next one.
    interrupted |= Thread.interrupted();
    if (interrupted && !lost.get()) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether this thread was interrupted meanwhile. */
  private boolean joinBeating() {
    boolean interrupted = false;
    while (true) {
      try {
        beating.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private void beat(Leases leases, Duration every, Thread worker) {
    try {
      while (true) {
        Thread.sleep(every);
        try {
          leases.renew(lease);
        } catch (LeaseLostException e) {
          lost.set(true);
          worker.interrupt();
          return;
        } catch (RuntimeException e) {
          LOG.warn("renewing the lease of {} failed; trying again", lease.scope(), e);
        }
      }
    } catch (InterruptedException runEnded) {
      // Nothing more to renew.
    }
  }
}
