package dev.backline.runtime.compose;

import dev.backline.config.HealthSpec;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.ReachedHost;
import dev.backline.host.command.DockerCommands;
import dev.backline.runtime.Healthy;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.RunsAs;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotState.Desired;
import dev.backline.runtime.SlotStatus;
import dev.backline.runtime.compose.SlotRecord.Started;
import dev.backline.runtime.health.HealthWait;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Releases as containers of a Compose project on a host. What is on the host is all that is needed
 * to go on without Backline: a person finds a plain project there, and the engine starts again what
 * should run, after a crash and after a reboot.
 *
 * <p>The engine restarts a release only once it was found healthy: one that ends before stays
 * ended, and says why.
 */
public final class ComposeRuntime implements ReleaseRuntime {

  private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(5);
  private static final Duration LONGER = Duration.ofMinutes(1);

  private final ReachedHost host;
  private final ComposePlace place;
  private final Masker masker;
  private final InstantSource clock;
  private final ProjectSite site;
  private final ProjectFolder folder;
  private final Engine engine;
  private final SlotTasks tasks;

  /**
   * @param masker hides secrets in the last words of a release
   * @param notices told of what somebody has changed by hand
   */
  public ComposeRuntime(
      ReachedHost host,
      ComposePlace place,
      Masker masker,
      InstantSource clock,
      Consumer<String> notices) {
    this.host = host;
    this.place = place;
    this.masker = masker;
    this.clock = clock;
    this.site = new ProjectSite(host, place, clock, notices);
    this.folder = site.folder();
    this.engine = site.engine();
    this.tasks = new SlotTasks(host, engine, place);
  }

  @Override
  public void prepare(Slot slot, String digest, ReleaseContent content, Fence fence)
      throws InterruptedException {
    String tried = "putting the release's image into slot " + slot;
    String image = image(content, tried);
    site.admit(fence, tried);
    Records records = folder.read();
    if (records.slot(slot).filter(slotted -> slotted.digest().equals(digest)).isPresent()) {
      return;
    }
    SlotSight sight = sight(slot, records);
    requireNothingRuns(slot, sight, tried);
    if (engine.image(image).isEmpty()) {
      throw Failure.undone(
              tried, host.name() + " has no image " + image, "bring it there, then deploy again")
          .toException();
    }
    removeContainer(slot, sight, fence);
    site.write(
        records.with(slot, SlotRecord.prepared(digest, image)), new LinkedHashMap<>(), fence);
  }

  private String image(ReleaseContent content, String tried) {
    return switch (content) {
      case ReleaseContent.Image(String reference) -> reference;
      case ReleaseContent.Images images -> images.on(host.name()).reference();
      case ReleaseContent.Bundle _ ->
          throw Failure.usage(
                  tried,
                  "it is a bundle of files, and on hosts releases are containers",
                  "declare an image as the artifact")
              .toException();
    };
  }

  @Override
  public SlotState start(Slot slot, Launch launch, Fence fence) throws InterruptedException {
    String tried = "starting " + launch.release() + " in slot " + slot;
    site.admit(fence, tried);
    Records records = folder.read();
    SlotSight sight = sight(slot, records);
    if (sight.status() instanceof SlotStatus.Running(SlotState state)
        && state.desired() == Desired.RUNNING) {
      if (!state.release().equals(launch.release())) {
        requireNothingRuns(slot, sight, tried);
      }
      return adopted(slot, state, records, fence);
    }
    return startAnew(slot, launch, sight, records, fence);
  }

  private SlotState adopted(Slot slot, SlotState state, Records records, Fence fence)
      throws InterruptedException {
    Optional<SlotRecord> record =
        records.slot(slot).filter(known -> known.started().isPresent() && !known.has(state));
    if (record.isPresent()) {
      folder.write(slot, record.get().with(state), fence);
    }
    return state;
  }

  @Override
  public Optional<SlotState> revive(Slot slot, Launch launch, Fence fence)
      throws InterruptedException {
    site.admit(fence, "restarting " + launch.release() + " in slot " + slot);
    Records records = folder.read();
    SlotSight sight = sight(slot, records);
    if (!(sight.status() instanceof SlotStatus.Dead(SlotState dead))
        || dead.healthyAt().isEmpty()
        || !dead.release().equals(launch.release())
        || sight.container().filter(Container::restarting).isPresent()) {
      return Optional.empty();
    }
    SlotState fresh = startAnew(slot, launch, sight, records, fence);
    return Optional.of(healthy(slot, fresh.healthy(dead.healthyAt().orElseThrow()), fence));
  }

  /** Ends what is left of earlier starts, then starts the release in a container of its own. */
  private SlotState startAnew(
      Slot slot, Launch launch, SlotSight sight, Records records, Fence fence)
      throws InterruptedException {
    String tried = "starting " + launch.release() + " in slot " + slot;
    SlotRecord prepared =
        records
            .slot(slot)
            .filter(record -> record.digest().equals(launch.release().digest()))
            .orElseThrow(() ->
                Failure.undone(tried, "its files are not there", "deploy it again").toException());
    clear(slot, sight, fence);
    engine.ensureNetwork();
    SlotState decided =
        new SlotState(
            launch.release(),
            UUID.randomUUID().toString(),
            Optional.empty(),
            place.ports().of(slot),
            now(),
            Optional.empty(),
            Desired.RUNNING);
    ReleaseCommand command = launch.command().apply(decided.port());
    SlotRecord record =
        prepared.with(new Started(decided, command.argv().words(), launch.limits()));
    SequencedMap<String, Secret> variables = new LinkedHashMap<>();
    variables.put(
        ProjectFolder.variablesOf(slot),
        EnvFile.of(command.environment(), ProjectName.service(slot)));
    // Written before the start: whoever finds it knows what to look for.
    site.write(records.with(slot, record), variables, fence);
    try {
      return begin(slot, decided, fence);
    } catch (BacklineException e) {
      folder.write(slot, record.with(decided.stopped()), fence);
      throw Engine.asUndone(
          e, "see what holds port " + decided.port() + ": ss -ltnp; deploy again");
    }
  }

  private void clear(Slot slot, SlotSight sight, Fence fence) throws InterruptedException {
    if (sight.strange()) {
      folder
          .notices()
          .accept(
              "container "
                  + place.container(slot)
                  + " on "
                  + host.name()
                  + " is not the one that was started there; it is removed");
    }
    if (sight.container().filter(Container::running).isPresent()) {
      engine.stop(place.container(slot), LEFTOVER_GRACE, fence);
    }
    removeContainer(slot, sight, fence);
    tasks.end(slot, fence);
  }

  private void removeContainer(Slot slot, SlotSight sight, Fence fence)
      throws InterruptedException {
    if (sight.container().isPresent()) {
      engine.remove(List.of(place.container(slot)), fence);
    }
  }

  private SlotState begin(Slot slot, SlotState decided, Fence fence) throws InterruptedException {
    String name = place.container(slot);
    String tried = "starting container " + name;
    engine.create(ProjectName.service(slot), fence);
    engine.change(DockerCommands.restart(name, false), fence, tried);
    engine.change(DockerCommands.start(name), fence, tried);
    return engine
        .inspect(name)
        .map(found -> decided.with(new RunsAs.Container(found.id())))
        .orElse(decided);
  }

  @Override
  public SlotStatus status(Slot slot) throws InterruptedException {
    return sight(slot, folder.read()).status();
  }

  @Override
  public Healthy awaitHealthy(Slot slot, HealthSpec check, Fence fence)
      throws InterruptedException {
    site.admit(fence, "waiting for slot " + slot + " to become healthy");
    try (WatchedContainer watched =
        new WatchedContainer(
            this, host, slot, place.container(slot), check.timeout().plus(LONGER))) {
      Healthy healthy = new HealthWait(watched, slot, check).await();
      SlotState state =
          healthy.state().healthyAt().isPresent()
              ? healthy.state()
              : healthy(slot, healthy.state().healthy(now()), fence);
      return new Healthy(state, healthy.firstAfter(), healthy.answers());
    }
  }

  /** From now on the engine restarts it. Told before it is written: what is written was told. */
  private SlotState healthy(Slot slot, SlotState state, Fence fence) throws InterruptedException {
    engine.change(
        DockerCommands.restart(place.container(slot), true),
        fence,
        "having container " + place.container(slot) + " restarted when it ends");
    Optional<SlotRecord> record = folder.read().slot(slot);
    if (record.isPresent()) {
      folder.write(slot, record.get().with(state), fence);
    }
    return state;
  }

  @Override
  public void stop(Slot slot, Duration grace, Fence fence) throws InterruptedException {
    site.admit(fence, "stopping slot " + slot);
    Records records = folder.read();
    SlotSight sight = sight(slot, records);
    Optional<SlotRecord> record =
        records.slot(slot).filter(slotted -> slotted.started().isPresent());
    Optional<SlotState> state = sight.status().known();
    // Written first: what ends from now on is not to be restarted.
    if (record.isPresent() && state.isPresent()) {
      folder.write(slot, record.get().with(state.get().stopped()), fence);
    }
    if (sight.container().isPresent()) {
      engine.stop(place.container(slot), grace, fence);
    }
    tasks.end(slot, fence);
  }

  @Override
  public void remove(Slot slot, Fence fence) throws InterruptedException {
    String tried = "clearing slot " + slot;
    site.admit(fence, tried);
    Records records = folder.read();
    SlotSight sight = sight(slot, records);
    requireNothingRuns(slot, sight, tried);
    removeContainer(slot, sight, fence);
    folder.forget(slot, fence);
    SequencedMap<String, Secret> empty = new LinkedHashMap<>();
    // Empty, not gone: what else refers to it must still be readable.
    empty.put(ProjectFolder.variablesOf(slot), Secret.of(""));
    site.write(records.without(slot), empty, fence);
  }

  /**
   * Takes away what is left once both slots are empty: the network that only they were in. Nothing
   * happens if there is none.
   */
  public void dissolve(Fence fence) throws InterruptedException {
    site.admit(fence, "taking away what is left of project " + place.project());
    engine.removeNetwork(fence);
  }

  @Override
  public CommandResult run(
      Slot slot, ReleaseCommand command, Duration timeout, CommandOutput output, Fence fence)
      throws InterruptedException {
    String tried = "running " + command.argv().program() + " in slot " + slot;
    site.admit(fence, tried);
    SlotRecord record =
        folder
            .read()
            .slot(slot)
            .orElseThrow(() ->
                Failure.undone(tried, "no release is in the slot", "deploy again").toException());
    engine.ensureNetwork();
    return tasks.run(slot, record.image(), command, timeout, output, fence);
  }

  /** The engine rotates them itself, as {@code compose.yaml} tells it. */
  @Override
  public void rotateLogs() {}

  @Override
  public OptionalLong memory(Slot slot) throws InterruptedException {
    if (!(status(slot) instanceof SlotStatus.Running)) {
      return OptionalLong.empty();
    }
    CommandResult result = host.run(DockerCommands.memory(place.container(slot)));
    return result.succeeded() ? ResidentMemory.sum(result.stdout()) : OptionalLong.empty();
  }

  @Override
  public List<String> tail(Slot slot, int lines) throws InterruptedException {
    CommandResult result = host.run(DockerCommands.logs(place.container(slot), lines));
    return result.succeeded() ? result.stdout().stream().map(masker::mask).toList() : List.of();
  }

  OptionalInt exitStatus(Slot slot) throws InterruptedException {
    Optional<Container> found = engine.inspect(place.container(slot));
    return found.isEmpty() ? OptionalInt.empty() : OptionalInt.of(found.get().exitStatus());
  }

  private static void requireNothingRuns(Slot slot, SlotSight sight, String tried) {
    if (sight.status() instanceof SlotStatus.Running(SlotState state)) {
      throw Failure.refused(
              tried,
              "slot " + slot + " is running " + state.release(),
              "stop it first, or use slot " + slot.other())
          .toException();
    }
  }

  private SlotSight sight(Slot slot, Records records) throws InterruptedException {
    return new SlotSight(records.slot(slot), engine.inspect(place.container(slot)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
