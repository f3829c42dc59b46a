package dev.backline.host.detached;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A detached process and everything that came from it: the processes of its session, and those that
 * carry its marker even if they have gone into a session of their own.
 */
public final class ProcessGroup {

  private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Optional<ProcessIdentity> leader;
  private final String owner;
  private final java.nio.file.Path folder;
  private final String id;
  private final Set<ProcessIdentity> seen = new HashSet<>();

  public ProcessGroup(Optional<ProcessIdentity> leader, Marker marker) {
    this.leader = leader;
    this.owner = marker.owner();
    this.folder = marker.folder();
    this.id = marker.id();
  }

  /**
   * Asks all to end (SIGTERM), waits at most {@code grace}, then kills what is left (SIGKILL).
   *
   * @return whether all ended without being killed
   * @throws IllegalStateException if something survives the kill for 10 s, as a process in an
   *     uninterruptible wait does
   */
  public boolean end(Duration grace) throws InterruptedException {
    signal(ProcessHandle::destroy);
    if (goneWithin(grace)) {
      return true;
    }
    long deadline = System.nanoTime() + KILL_DEADLINE.toNanos();
    // Repeated, since a process may fork between our look and our kill.
    while (!members().isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("processes survive SIGKILL: " + members());
      }
      signal(ProcessHandle::destroyForcibly);
      Thread.sleep(PAUSE);
    }
    return false;
  }

  /** What is left of the group. */
  public Set<ProcessIdentity> members() {
    // A session's number belongs to this group for sure only while its leader lives.
    boolean led = leader.filter(Processes::alive).isPresent();
    for (Processes.Entry process : Processes.all()) {
      if (led && process.session() == leader.orElseThrow().pid()) {
        seen.add(process.identity());
      }
    }
    Marker.bearers(owner, folder).stream()
        .filter(bearer -> bearer.marker().id().equals(id))
        .forEach(bearer -> seen.add(bearer.process().identity()));
    return seen.stream().filter(Processes::alive).collect(Collectors.toSet());
  }

  private boolean goneWithin(Duration grace) throws InterruptedException {
    long deadline = System.nanoTime() + grace.toNanos();
    while (!members().isEmpty()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private void signal(java.util.function.Consumer<ProcessHandle> how) {
    for (ProcessIdentity member : members()) {
      ProcessHandle.of(member.pid()).filter(handle -> Processes.alive(member)).ifPresent(how);
    }
  }
}
