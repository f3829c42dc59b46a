package dev.backline.database.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds out what locks the statements of one connection take: by looking again and again while one
 * runs, and at its end while its transaction still holds them.
 */
final class LockWatch {

  private static final long LOOK_AGAIN_MILLIS = 2;

  /** A statement that has run that long is looked at less often: its locks last, too. */
  private static final long LONG_NANOS = 1_000_000_000;

  private static final long LOOK_SELDOM_MILLIS = 20;

  /** Of a statement that is looked at in the end, so that most cost one look. */
  private static final long GRACE_NANOS = 1_000_000;

  private final Catalogue catalogue;
  private final Map<SeenLock, SeenLock> seen = new LinkedHashMap<>();
  private Collection<SeenLock> held = List.of();
  private int pid;
  private boolean running;
  private boolean ended;
  private long began;
  private long graceNanos;

  LockWatch(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static LockWatch start(Catalogue catalogue) {
    LockWatch watch = new LockWatch(catalogue);
    Thread.ofVirtual().name("lock-watch").start(watch::watch);
    return watch;
  }

  /**
   * @param backend the server's process for this connection
   */
  synchronized void of(int backend) {
    pid = backend;
  }

  /** Empty before the login. */
  synchronized OptionalInt backend() {
    return pid == 0 ? OptionalInt.empty() : OptionalInt.of(pid);
  }

  /**
   * @param passing whether its locks may be gone at its end, so that they are looked at at once,
   *     too
   */
  synchronized void statementBegins(boolean passing) {
    seen.clear();
    running = true;
    graceNanos = passing ? 0 : GRACE_NANOS;
    began = System.nanoTime();
    notifyAll();
  }

  /** What the statement itself has told of its locks. */
  synchronized void told(List<SeenLock> locks) {
    locks.forEach(lock -> seen.putIfAbsent(key(lock), lock));
  }

  /**
   * What it took.
   *
   * @param stillHeld whether its transaction goes on, so that its locks can be looked at
   */
  synchronized List<SeenLock> statementEnds(boolean stillHeld) {
    running = false;
    List<SeenLock> before = held.stream().map(LockWatch::key).toList();
    if (stillHeld) {
      held = look();
    }
    List<SeenLock> taken = new ArrayList<>(seen.values());
    taken.removeIf(lock -> before.contains(key(lock)));
    seen.clear();
    return taken;
  }

  synchronized void transactionEnds() {
    held = List.of();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized void watch() {
    try {
      while (!ended) {
        if (running) {
          if (System.nanoTime() - began >= graceNanos) {
            look();
          }
          wait(System.nanoTime() - began > LONG_NANOS ? LOOK_SELDOM_MILLIS : LOOK_AGAIN_MILLIS);
        } else {
          wait();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Holds the monitor meanwhile, so that no look is counted for the statement after. */
  private List<SeenLock> look() {
    if (pid == 0) {
      return List.of();
    }
    List<SeenLock> now = catalogue.locksOf(pid);
    now.forEach(lock -> seen.put(key(lock), lock));
    return now;
  }

  private static SeenLock key(SeenLock lock) {
    return new SeenLock(lock.oid(), lock.mode(), false);
  }
}
