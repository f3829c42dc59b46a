package dev.backline.runtime.hosts;

import dev.backline.config.HealthSpec;
import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.HostAction;
import dev.backline.host.HostOutcomes;
import dev.backline.host.Hosts;
import dev.backline.host.StaleFence;
import dev.backline.runtime.Healthy;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An environment's releases on several hosts, as on one: prepared and started on all of them or on
 * none, at the same time. States are those of the first host; what all of them do together is
 * decided by {@link Together}.
 */
public final class HostsRuntime implements ReleaseRuntime {

  private static final Duration UNDO_GRACE = Duration.ofSeconds(10);

  private final List<RuntimeOnHost> each;
  private final Hosts hosts;

  /**
   * @param each in the order of the hosts; at least one, no two of the same name
   */
  public HostsRuntime(List<RuntimeOnHost> each) {
    this.each = List.copyOf(each);
    this.hosts = new Hosts(each.stream().map(RuntimeOnHost::host).toList());
  }

  @Override
  public void prepare(Slot slot, String digest, ReleaseContent content, Fence fence)
      throws InterruptedException {
    onAll(
        "preparing slot " + slot,
        runtime -> {
          runtime.prepare(slot, digest, content, fence);
          return slot;
        },
        runtime -> {
          if (runtime.status(slot) instanceof SlotStatus.Prepared) {
            runtime.remove(slot, fence);
          }
        });
  }

  @Override
  public SlotState start(Slot slot, Launch launch, Fence fence) throws InterruptedException {
    return onAll(
            "starting " + launch.release() + " in slot " + slot,
            runtime -> runtime.start(slot, launch, fence),
            runtime -> runtime.stop(slot, UNDO_GRACE, fence))
        .getFirst();
  }

  @Override
  public SlotStatus status(Slot slot) throws InterruptedException {
    return Together.of(onEach("looking at slot " + slot, runtime -> runtime.status(slot)));
  }

  /** Healthy when the last of them is. */
  @Override
  public Healthy awaitHealthy(Slot slot, HealthSpec check, Fence fence)
      throws InterruptedException {
    List<Healthy> all =
        onEach(
            "waiting for slot " + slot + " to become healthy",
            runtime -> runtime.awaitHealthy(slot, check, fence));
    return new Healthy(
        all.getFirst().state(),
        Collections.max(all.stream().map(Healthy::firstAfter).toList()),
        all.stream().mapToInt(Healthy::answers).min().orElseThrow());
  }

  @Override
  public void stop(Slot slot, Duration grace, Fence fence) throws InterruptedException {
    onEach(
        "stopping slot " + slot,
        runtime -> {
          runtime.stop(slot, grace, fence);
          return slot;
        });
  }

  @Override
  public void remove(Slot slot, Fence fence) throws InterruptedException {
    onEach(
        "clearing slot " + slot,
        runtime -> {
          runtime.remove(slot, fence);
          return slot;
        });
  }

  /** On the first host only: migrations are run once. */
  @Override
  public CommandResult run(
      Slot slot, ReleaseCommand command, Duration timeout, CommandOutput output, Fence fence)
      throws InterruptedException {
    return each.getFirst().runtime().run(slot, command, timeout, output, fence);
  }

  @Override
  public Optional<SlotState> revive(Slot slot, Launch launch, Fence fence)
      throws InterruptedException {
    return onEach(
            "restarting " + launch.release() + " in slot " + slot,
            runtime -> runtime.revive(slot, launch, fence))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public void rotateLogs() {
    each.forEach(one -> one.runtime().rotateLogs());
  }

  @Override
  public OptionalLong memory(Slot slot) throws InterruptedException {
    return onEach("reading what slot " + slot + " holds of memory", runtime -> runtime.memory(slot))
        .stream()
        .flatMapToLong(OptionalLong::stream)
        .max();
  }

  /** That many lines of each host, one host after the other, its name before each line. */
  @Override
  public List<String> tail(Slot slot, int lines) throws InterruptedException {
    List<List<String>> all =
        onEach("reading the logs of slot " + slot, runtime -> runtime.tail(slot, lines));
    List<String> named = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String prefix = each.get(i).host().name() + ": ";
      all.get(i).forEach(line -> named.add(prefix + line));
    }
    return named;
  }

  private interface Work<T> {
    T on(ReleaseRuntime runtime) throws InterruptedException;
  }

  private interface UndoWork {
    void on(ReleaseRuntime runtime) throws InterruptedException;
  }

  /** On all or on none. */
  private <T> List<T> onAll(String tried, Work<T> work, UndoWork undo) throws InterruptedException {
    Round<T> round = new Round<>(work);
    HostOutcomes outcomes = hosts.onAll(round, host -> undo.on(runtime(host)));
    return round.results(outcomes, tried);
  }

  /** On each, as far as it goes: what is done on one is right, whatever becomes of the others. */
  private <T> List<T> onEach(String tried, Work<T> work) throws InterruptedException {
    Round<T> round = new Round<>(work);
    return round.results(hosts.onEach(round), tried);
  }

  private ReleaseRuntime runtime(Host host) {
    return each.stream()
        .filter(one -> one.host().name().equals(host.name()))
        .findFirst()
        .orElseThrow()
        .runtime();
  }

  /** What the same work came to on each host. */
  private final class Round<T> implements HostAction {

    private final Work<T> work;
    private final ConcurrentHashMap<String, T> results = new ConcurrentHashMap<>();
    private volatile @Nullable StaleFence stale;

    Round(Work<T> work) {
      this.work = work;
    }

    @Override
    public void on(Host host) throws InterruptedException {
      try {
        results.put(host.name().value(), work.on(runtime(host)));
      } catch (StaleFence e) {
        stale = e;
        throw e;
      }
    }

    /**
     * In the order of the hosts.
     *
     * @throws StaleFence if one of them has seen a later lease: then that is what matters
     */
    List<T> results(HostOutcomes outcomes, String tried) {
      StaleFence late = stale;
      if (late != null) {
        throw late;
      }
      outcomes
          .failure(tried)
          .ifPresent(failure -> {
            throw new BacklineException(failure);
          });
      return each.stream()
          .map(one -> results.get(one.host().name().value()))
          .map(Objects::requireNonNull)
          .toList();
    }
  }
}
