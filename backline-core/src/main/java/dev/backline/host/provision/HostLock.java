package dev.backline.host.provision;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps two provisionings of a host apart: a command that holds a lock (flock(1)) until it is
 * ended, which the loss of the connection does too. So no lock outlives its owner.
 */
final class HostLock implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TAKEN = 94;
  private static final String HELD = "held";

  /** In /run, where only root may make files, and nothing is left after a restart. */
  private static final String HOLD =
      "exec 9>>/run/backline-provision.lock && flock -n 9 || exit "
          + TAKEN
          + "; echo "
          + HELD
          + "; exec sleep 3600";

  private final Thread holder;

  private HostLock(Thread holder) {
    this.holder = holder;
  }

  /**
   * @throws BacklineException with {@code REFUSED} while somebody else provisions the host
   */
  static HostLock take(Host host) throws InterruptedException {
    CompletableFuture<Optional<Failure>> answer = new CompletableFuture<>();
    HostLock lock =
        new HostLock(Thread.ofVirtual().name("provision-lock").start(() -> hold(host, answer)));
    boolean taken = false;
    try {
      Optional<Failure> refusal = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (refusal.isPresent()) {
        throw refusal.get().toException();
      }
      taken = true;
    } catch (ExecutionException neverSaid) {
      throw new IllegalStateException(neverSaid);
    } catch (TimeoutException e) {
      throw unavailable(host, "it said nothing for " + PATIENCE.toSeconds() + " s").toException(e);
    } finally {
      if (!taken) {
        lock.close();
      }
    }
    return lock;
  }

  /** Answers once: with nothing as soon as the lock is held, or with why it can't be. */
  private static void hold(Host host, CompletableFuture<Optional<Failure>> answer) {
    try {
      CommandResult result =
          host.run(
              Scripts.script(HOLD, LONGEST),
              line -> {
                if (line.equals(HELD)) {
                  answer.complete(Optional.empty());
                }
              });
      answer.complete(Optional.of(refusal(host, result)));
    } catch (BacklineException e) {
      answer.complete(Optional.of(e.failure()));
    } catch (InterruptedException released) {
      // That is how it is let go.
    }
  }

  private static Failure refusal(Host host, CommandResult result) {
    return result.status() == TAKEN
        ? Failure.refused(
            "provisioning " + host.name(),
            "somebody else provisions it at this moment",
            "wait until that is done and try again")
        : unavailable(host, result.lastWords());
  }

  private static Failure unavailable(Host host, String why) {
    return Failure.unavailable(
        "provisioning " + host.name(),
        "/run/backline-provision.lock can't be locked: " + why,
        "see that /run on the host is writable and flock is installed (util-linux)");
  }

  /** The host ends the command, and so frees the lock, before this returns. */
  @Override
  public void close() {
    holder.interrupt();
    boolean interrupted = false;
    while (holder.isAlive()) {
      try {
        holder.join();
      } catch (InterruptedException e) {
        interrupted = true; // It ends in any case: the deadlines of its end are short.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
