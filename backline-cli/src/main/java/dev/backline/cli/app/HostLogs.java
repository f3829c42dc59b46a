package dev.backline.cli.app;

import dev.backline.config.HostName;
import dev.backline.failure.BacklineException;
import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.LogBegin;
import dev.backline.runtime.compose.ProjectOnHost;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The logs of an environment's releases on its hosts, gone on with when another release serves, a
 * container is started anew, or a host comes back.
 *
 * @param serving the slot whose release serves at the moment
 * @param lines told of each line, by several threads
 * @param notes told what can't be read at the moment
 */
public record HostLogs(
    List<ProjectOnHost> projects,
    Supplier<Optional<Slot>> serving,
    Consumer<Line> lines,
    Consumer<String> notes) {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /** Of one reading of a log; then the next begins. */
  private static final Duration LIMIT = Duration.ofHours(12);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * A line that a release wrote.
   *
   * @param slot where it ran
   */
  public record Line(HostName host, Slot slot, String text) {}

  /** The last lines of the release that serves, of one host after the other. */
  public void last(int count) throws InterruptedException {
    Slot slot = serving.get().orElseThrow();
    for (ProjectOnHost project : projects) {
      project.tail(slot, count).forEach(text -> lines.accept(new Line(project.name(), slot, text)));
    }
  }

  /**
   * The last lines of the release that serves, and what comes, until the calling thread is
   * interrupted.
   *
   * @param now of the begin: what another release has written before is left out
   */
  public void follow(int count, Instant now) throws InterruptedException {
    Optional<Slot> first = serving.get();
    List<Callable<Slot>> readers = new ArrayList<>();
    for (ProjectOnHost project : projects) {
      for (Slot slot : Slot.values()) {
        LogBegin begin =
            first.filter(slot::equals).isPresent()
                ? new LogBegin.LastLines(count)
                : new LogBegin.After(TIME.format(now));
        readers.add(() -> read(project, slot, begin));
      }
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(readers);
    }
  }

  private Slot read(ProjectOnHost project, Slot slot, LogBegin from) throws InterruptedException {
    AtomicReference<LogBegin> begin = new AtomicReference<>(from);
    String told = "";
    while (true) {
      Duration pause = LOOK_EVERY;
      if (serving.get().filter(slot::equals).isPresent()) {
        try {
          readOn(project, slot, begin);
          told = "";
        } catch (BacklineException e) {
          String failed = project.name() + ": " + e.failure().summary();
          if (!told.equals(failed)) {
            notes.accept(failed);
          }
          told = failed;
          pause = AFTER_FAILURE;
        }
      }
      Thread.sleep(pause);
    }
  }

  private void readOn(ProjectOnHost project, Slot slot, AtomicReference<LogBegin> begin)
      throws InterruptedException {
    project.follow(
        slot,
        Objects.requireNonNull(begin.get()),
        LIMIT,
        line -> {
          lines.accept(new Line(project.name(), slot, line.text()));
          begin.set(new LogBegin.After(line.time()));
        });
  }
}
