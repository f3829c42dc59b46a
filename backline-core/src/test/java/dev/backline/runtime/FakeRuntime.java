package dev.backline.runtime;

import dev.backline.config.HealthSpec;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.StaleFence;
import dev.backline.host.detached.ProcessIdentity;
import dev.backline.runtime.SlotState.Desired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** A {@link ReleaseRuntime} in memory. Releases behave normally unless told otherwise. */
public final class FakeRuntime implements ReleaseRuntime {

  /** What happens while waiting for a release's health; empty text: it is healthy. */
  public record Behaviour(String failure, boolean diesOfIt) {
    public static final Behaviour NORMAL = new Behaviour("", false);
  }

  private static final long MEMORY = 50_000_000;

  private final Map<Slot, String> files = new EnumMap<>(Slot.class);
  private final Map<Slot, SlotState> states = new EnumMap<>(Slot.class);
  private final Map<Slot, Boolean> running = new EnumMap<>(Slot.class);
  private final Map<String, Behaviour> behaviours = new HashMap<>();

  /** The commands that were run or started, as text, in order. */
  public final List<String> commands = new ArrayList<>();

  /** What a command that is run to its end prints. */
  public Function<List<String>, List<String>> prints = argv -> List.of();

  /** What releases hold of memory, in bytes, by their label; others hold {@value #MEMORY}. */
  public final Map<String, Long> memories = new HashMap<>();

  /** What the releases of these labels have written to their logs. */
  public final Map<String, List<String>> logs = new HashMap<>();

  private Fence highest = new Fence(0);
  private int starts;

  /** How releases with this label behave from now on. */
  public void behave(String label, Behaviour behaviour) {
    behaviours.put(label, behaviour);
  }

  /** What a crash of the release does. */
  public void kill(Slot slot) {
    running.put(slot, false);
  }

  @Override
  public void prepare(Slot slot, String digest, ReleaseContent content, Fence fence) {
    admit("preparing", fence);
    if (digest.equals(files.get(slot))) {
      return;
    }
    requireNothingRuns(slot);
    files.put(slot, digest);
    states.remove(slot);
  }

  @Override
  public SlotState start(Slot slot, Launch launch, Fence fence) {
    admit("starting", fence);
    if (status(slot) instanceof SlotStatus.Running(SlotState state)) {
      if (state.release().equals(launch.release())) {
        return state;
      }
      requireNothingRuns(slot);
    }
    if (!launch.release().digest().equals(files.get(slot))) {
      throw failed("its files are not there");
    }
    return startAnew(slot, launch, 20_000 + starts + 1, Optional.empty());
  }

  private SlotState startAnew(Slot slot, Launch launch, int port, Optional<Instant> healthyAt) {
    starts++;
    commands.add(launch.command().apply(port).argv().toString());
    SlotState state =
        new SlotState(
            launch.release(),
            "launch-" + starts,
            Optional.of(new RunsAs.Process(new ProcessIdentity(starts, starts, "0"))),
            port,
            Instant.EPOCH.plusSeconds(starts),
            healthyAt,
            Desired.RUNNING);
    states.put(slot, state);
    running.put(slot, true);
    return state;
  }

  @Override
  public Optional<SlotState> revive(Slot slot, Launch launch, Fence fence) {
    admit("reviving", fence);
    return status(slot) instanceof SlotStatus.Dead(SlotState dead)
            && dead.healthyAt().isPresent()
            && dead.release().equals(launch.release())
        ? Optional.of(startAnew(slot, launch, dead.port(), dead.healthyAt()))
        : Optional.empty();
  }

  @Override
  public SlotStatus status(Slot slot) {
    SlotState state = states.get(slot);
    if (state == null) {
      String digest = files.get(slot);
      return digest == null ? new SlotStatus.Empty() : new SlotStatus.Prepared(digest);
    }
    if (running.getOrDefault(slot, false)) {
      return new SlotStatus.Running(state);
    }
    return switch (state.desired()) {
      case RUNNING -> new SlotStatus.Dead(state);
      case STOPPED -> new SlotStatus.Stopped(state);
    };
  }

  @Override
  public Healthy awaitHealthy(Slot slot, HealthSpec check, Fence fence) {
    admit("waiting", fence);
    if (!(status(slot) instanceof SlotStatus.Running(SlotState state))) {
      throw failed("nothing was started there");
    }
    Behaviour behaviour = behaviours.getOrDefault(state.release().label(), Behaviour.NORMAL);
    if (behaviour.diesOfIt()) {
      kill(slot);
    }
    if (!behaviour.failure().isEmpty()) {
      throw failed(behaviour.failure());
    }
    SlotState healthy = state.healthy(state.startedAt());
    states.put(slot, healthy);
    return new Healthy(healthy, Duration.ofMillis(1), 1);
  }

  @Override
  public void stop(Slot slot, Duration grace, Fence fence) {
    admit("stopping", fence);
    running.put(slot, false);
    states.computeIfPresent(slot, (unused, state) -> state.stopped());
  }

  @Override
  public void remove(Slot slot, Fence fence) {
    admit("removing", fence);
    requireNothingRuns(slot);
    states.remove(slot);
    files.remove(slot);
  }

  @Override
  public CommandResult run(
      Slot slot, ReleaseCommand command, Duration timeout, CommandOutput output, Fence fence) {
    admit("running a command", fence);
    commands.add(command.argv().toString());
    List<String> printed = prints.apply(command.argv().words());
    return new CommandResult(0, printed, List.of(), Duration.ZERO, false);
  }

  @Override
  public void rotateLogs() {}

  @Override
  public OptionalLong memory(Slot slot) {
    return status(slot) instanceof SlotStatus.Running(SlotState state)
        ? OptionalLong.of(memories.getOrDefault(state.release().label(), MEMORY))
        : OptionalLong.empty();
  }

  @Override
  public List<String> tail(Slot slot, int lines) {
    return status(slot) instanceof SlotStatus.Running(SlotState state)
        ? logs.getOrDefault(state.release().label(), List.of())
        : List.of();
  }

  private void requireNothingRuns(Slot slot) {
    if (status(slot) instanceof SlotStatus.Running(SlotState state)) {
      throw failed("running " + state.release());
    }
  }

  private static BacklineException failed(String why) {
    return Failure.undone("the fake runtime", why, "change the test").toException();
  }

  private void admit(String tried, Fence fence) {
    if (fence.compareTo(highest) < 0) {
      throw new StaleFence(tried, fence, highest);
    }
    highest = fence;
  }
}
