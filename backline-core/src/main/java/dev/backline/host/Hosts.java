package dev.backline.host;

import dev.backline.config.HostName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.HostOutcome.Done;
import dev.backline.host.HostOutcome.Failed;
import dev.backline.host.HostOutcome.NotUndone;
import dev.backline.host.HostOutcome.Undone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * The hosts of an environment, in their order. What is done on them is done on all or on none.
 *
 * @param hosts at least one, no two of the same name
 */
public record Hosts(List<? extends Host> hosts) {

  public Hosts {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("at least one host is needed");
    }
    if (hosts.stream().map(Host::name).distinct().count() < hosts.size()) {
      throw new IllegalArgumentException("two hosts have the same name");
    }
  }

  /**
   * Does it on all hosts at once and waits for all of them. If it fails on one, it is undone where
   * it succeeded. An interrupt counts as a failure of what still runs; the undo is not interrupted.
   *
   * @throws InterruptedException if interrupted, after the undo
   */
  public HostOutcomes onAll(HostAction action, HostAction undo) throws InterruptedException {
    Round round = new Round();
    HostOutcomes first =
        new HostOutcomes(round.on(hosts, host -> attempt(host, action, new Done(), Failed::new)));
    List<HostName> names = round.interrupted() ? first.doneHosts() : first.toUndo();
    List<? extends Host> back = hosts.stream().filter(host -> names.contains(host.name())).toList();
    HostOutcomes all =
        first.with(round.on(back, host -> attempt(host, undo, new Undone(), NotUndone::new)));
    if (round.interrupted()) {
      throw new InterruptedException("interrupted while working on " + names(hosts));
    }
    return all;
  }

  /**
   * Does it on each host at once and waits for all of them. What succeeds on one stays, whatever
   * fails on another.
   *
   * @throws InterruptedException if interrupted; then what still runs is interrupted too
   */
  public HostOutcomes onEach(HostAction action) throws InterruptedException {
    Round round = new Round();
    HostOutcomes all =
        new HostOutcomes(round.on(hosts, host -> attempt(host, action, new Done(), Failed::new)));
    if (round.interrupted()) {
      throw new InterruptedException("interrupted while working on " + names(hosts));
    }
    return all;
  }

  private static HostOutcome attempt(
      Host host, HostAction action, HostOutcome success, Function<Failure, HostOutcome> failed) {
    try {
      action.on(host);
      return success;
    } catch (BacklineException e) {
      return failed.apply(e.failure());
    } catch (InterruptedException e) {
      return failed.apply(fault(host, "it was interrupted"));
    } catch (RuntimeException e) {
      // A fault of ours must not keep the other hosts from being put back.
      return failed.apply(fault(host, e.toString()));
    }
  }

  private static Failure fault(Host host, String why) {
    return Failure.needsPerson(
        "working on " + host.name(), why, "try again; report it if it stays");
  }

  private static String names(List<? extends Host> hosts) {
    return String.join(", ", hosts.stream().map(host -> host.name().value()).toList());
  }

  /** Threads for one action and its undo, and whether the caller was interrupted meanwhile. */
  private static final class Round {

    private boolean interrupted;

    SequencedMap<HostName, HostOutcome> on(
        List<? extends Host> hosts, Function<Host, HostOutcome> work) {
      List<FutureTask<HostOutcome>> tasks = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (Host host : hosts) {
        FutureTask<HostOutcome> task = new FutureTask<>(() -> work.apply(host));
        tasks.add(task);
        threads.add(Thread.ofVirtual().name(host.name().value()).start(task));
      }
      threads.forEach(thread -> join(thread, threads));
      SequencedMap<HostName, HostOutcome> outcomes = new LinkedHashMap<>();
      for (int i = 0; i < tasks.size(); i++) {
        outcomes.put(hosts.get(i).name(), tasks.get(i).resultNow());
      }
      return outcomes;
    }

    /** Every command has a deadline of its own, so this ends. */
    private void join(Thread thread, List<Thread> all) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          if (!interrupted) {
            all.forEach(Thread::interrupt);
          }
          interrupted = true;
        }
      }
    }

    boolean interrupted() {
      return interrupted;
    }
  }
}
