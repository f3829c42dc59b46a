package dev.backline.check;

import dev.backline.config.CheckSpec;
import dev.backline.host.CommandOutput;
import dev.backline.host.Host;
import dev.backline.source.Checkout;
import dev.backline.source.CheckoutCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs a commit's declared checks in one checkout. Neighbours that allow it run together, the rest
 * one after the other in the declared order; after a failure the later ones are not run.
 */
public final class Checks {

  private final CheckoutCommand commands;
  private final InstantSource clock;

  public Checks(Host host, InstantSource clock) {
    this.commands = new CheckoutCommand(host);
    this.clock = clock;
  }

  /**
   * Runs them all. When the calling thread is interrupted, what runs is killed first.
   *
   * @param output gets each line with the check's name before it
   */
  public CheckReport run(Checkout checkout, List<CheckSpec> checks, CommandOutput output)
      throws InterruptedException {
    Instant startedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long start = System.nanoTime();
    List<CheckResult> results = new ArrayList<>();
    for (List<CheckSpec> together : grouped(checks)) {
      Optional<CheckResult> failed = results.stream().filter(result -> !result.passed()).findAny();
      if (failed.isPresent()) {
        together.forEach(
            check -> results.add(CheckResult.notRun(check.name(), failed.get().name())));
      } else {
        results.addAll(runTogether(checkout, together, output));
      }
    }
    return new CheckReport(
        checkout.commit(), startedAt, Duration.ofNanos(System.nanoTime() - start), results);
  }

  /** Neighbours that may run beside others, each other one alone. */
  static List<List<CheckSpec>> grouped(List<CheckSpec> checks) {
    List<List<CheckSpec>> groups = new ArrayList<>();
    boolean open = false;
    for (CheckSpec check : checks) {
      if (!check.parallel() || !open) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(check);
      open = check.parallel();
    }
    return groups;
  }

  private List<CheckResult> runTogether(
      Checkout checkout, List<CheckSpec> together, CommandOutput output)
      throws InterruptedException {
    // Closing the executor waits until an interrupted check has killed what it started.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<CheckResult>> tasks = new ArrayList<>();
      for (CheckSpec check : together) {
        SingleCheck single = new SingleCheck(commands, check);
        tasks.add(() -> single.run(checkout.directory(), output));
      }
      List<CheckResult> results = new ArrayList<>();
      for (Future<CheckResult> done : threads.invokeAll(tasks)) {
        results.add(resultOf(done));
      }
      return results;
    }
  }

  private static CheckResult resultOf(Future<CheckResult> done) throws InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
