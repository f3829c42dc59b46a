package dev.backline.runtime.process;

import dev.backline.config.Argv;
import dev.backline.config.HealthSpec;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.HostCommand;
import dev.backline.host.detached.DetachedCommand;
import dev.backline.host.detached.DetachedProcess;
import dev.backline.host.detached.PortOwner;
import dev.backline.host.detached.ProcessIdentity;
import dev.backline.host.detached.Processes;
import dev.backline.host.local.DirectoryTree;
import dev.backline.host.local.HostFence;
import dev.backline.host.local.LocalHost;
import dev.backline.host.local.LockFile;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Healthy;
import dev.backline.runtime.Launch;
import dev.backline.runtime.PortVariables;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseFiles;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.RunsAs;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotState.Desired;
import dev.backline.runtime.SlotStatus;
import dev.backline.runtime.health.HealthWait;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs releases as processes of this machine that outlive Backline. A slot is locked while
 * something is changed in it, across all processes of the host.
 */
public final class ProcessRuntime implements ReleaseRuntime {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessRuntime.class);
  private static final Duration LOCK_DEADLINE = Duration.ofSeconds(90);
  private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(10);
  private static final long LOG_BYTES = 10_000_000;
  private static final int OLD_LOGS = 5;

  private final EnvironmentFolder environment;
  private final Masker masker;
  private final InstantSource clock;
  private final ReleaseNetwork network;
  private final HostFence fences;

  /** What this very process started last: only a parent learns how its child ended. */
  private final Map<Slot, Started> started = new ConcurrentHashMap<>();

  private record Started(String launchId, DetachedProcess process, Launch launch) {}

  /**
   * @param masker hides secrets in the last words of a release
   */
  public ProcessRuntime(EnvironmentFolder environment, Masker masker, InstantSource clock) {
    this(environment, masker, clock, new MachineNetwork());
  }

  /** The same where releases and their commands run in that network. */
  public ProcessRuntime(
      EnvironmentFolder environment, Masker masker, InstantSource clock, ReleaseNetwork network) {
    this.environment = environment;
    this.masker = masker;
    this.clock = clock;
    this.network = network;
    this.fences = new HostFence(environment.path());
  }

  @Override
  public void prepare(Slot slot, String digest, ReleaseContent content, Fence fence)
      throws InterruptedException {
    String tried = "putting the release's files into slot " + slot;
    ReleaseFiles files =
        switch (content) {
          case ReleaseContent.Bundle bundle -> bundle.files();
          case ReleaseContent.Image _, ReleaseContent.Images _ ->
              throw Failure.usage(
                      tried,
                      "it is an image, and here releases are processes",
                      "declare a bundle, or hosts for the environment")
                  .toException();
        };
    try (LockFile lock = lock(slot, tried)) {
      fences.admit(fence, tried);
      SlotFolder folder = folder(slot);
      if (folder.prepared().filter(digest::equals).isPresent()) {
        return;
      }
      requireNothingRuns(slot, tried);
      folder.forget();
      DirectoryTree.delete(folder.files());
      Path incoming = Files.createDirectories(folder.files().resolve(".incoming"));
      files.unpackInto(incoming);
      DirectoryTree.sync(incoming);
      Files.move(incoming, folder.filesOf(digest));
    } catch (IOException e) {
      throw Failure.unavailable(
              tried, "" + e.getMessage(), "see that the disk has room, then deploy again")
          .toException(e);
    }
  }

  @Override
  public SlotState start(Slot slot, Launch launch, Fence fence) throws InterruptedException {
    String tried = "starting " + launch.release() + " in slot " + slot;
    try (LockFile lock = lock(slot, tried)) {
      fences.admit(fence, tried);
      SlotStatus now = status(slot);
      if (now instanceof SlotStatus.Running(SlotState state)
          && state.desired() == Desired.RUNNING) {
        if (state.release().equals(launch.release())) {
          return folder(slot).write(state);
        }
        requireNothingRuns(slot, tried);
      }
      return startAnew(slot, launch, now, network::port);
    }
  }

  @Override
  public Optional<SlotState> revive(Slot slot, Launch launch, Fence fence)
      throws InterruptedException {
    String tried = "restarting " + launch.release() + " in slot " + slot;
    try (LockFile lock = lock(slot, tried)) {
      fences.admit(fence, tried);
      SlotStatus now = status(slot);
      if (!(now instanceof SlotStatus.Dead(SlotState dead))
          || dead.healthyAt().isEmpty()
          || !dead.release().equals(launch.release())) {
        return Optional.empty();
      }
      SlotState fresh = startAnew(slot, launch, now, () -> network.port(dead.port()));
      return Optional.of(folder(slot).write(fresh.healthy(dead.healthyAt().orElseThrow())));
    }
  }

  /** Ends what is left of earlier starts, then starts the release under the slot's lock. */
  private SlotState startAnew(Slot slot, Launch launch, SlotStatus before, IntSupplier ports)
      throws InterruptedException {
    SlotFolder folder = folder(slot);
    Path files = folder.filesOf(launch.release().digest());
    if (!Files.isDirectory(files)) {
      throw Failure.undone(
              "starting " + launch.release() + " in slot " + slot,
              "its files are not there",
              "deploy it again")
          .toException();
    }
    process(slot).endAll(before.known(), LEFTOVER_GRACE);
    SlotState decided =
        new SlotState(
            launch.release(),
            UUID.randomUUID().toString(),
            Optional.empty(),
            ports.getAsInt(),
            clock.instant(),
            Optional.empty(),
            Desired.RUNNING);
    // Written before the start: whoever finds it knows what to look for among the processes.
    folder.write(decided);
    try {
      return folder.write(decided.with(new RunsAs.Process(spawn(slot, launch, decided, files))));
    } catch (RuntimeException e) {
      folder.write(decided.stopped());
      throw e;
    }
  }

  private ProcessIdentity spawn(Slot slot, Launch launch, SlotState state, Path files) {
    SlotFolder folder = folder(slot);
    ReleaseCommand command = launch.command().apply(state.port());
    try {
      folder.log().begin(state.release() + " at " + state.startedAt() + " on port " + state.port());
    } catch (IOException e) {
      throw new UncheckedIOException("the log " + folder.log().path() + " can't be written", e);
    }
    DetachedProcess process =
        DetachedProcess.start(
            new DetachedCommand(
                command.argv().words(),
                command.environment(),
                files,
                folder.log().path(),
                launch
                    .limits()
                    .memory()
                    .map(size -> OptionalLong.of(size.bytes()))
                    .orElseGet(OptionalLong::empty),
                OptionalLong.of(launch.limits().files()),
                network.entering(),
                process(slot).marker(state)));
    started.put(slot, new Started(state.launchId(), process, launch));
    return process.identity();
  }

  @Override
  public SlotStatus status(Slot slot) {
    return process(slot).status();
  }

  @Override
  public Healthy awaitHealthy(Slot slot, HealthSpec check, Fence fence)
      throws InterruptedException {
    fences.admit(fence, "waiting for slot " + slot + " to become healthy");
    Healthy healthy = new HealthWait(new WatchedProcess(this, slot, fence), slot, check).await();
    try (LockFile lock = lock(slot, "noting that slot " + slot + " is healthy")) {
      fences.admit(fence, "noting that slot " + slot + " is healthy");
      return new Healthy(
          folder(slot).write(healthy.state().healthy(clock.instant())),
          healthy.firstAfter(),
          healthy.answers());
    }
  }

  /**
   * Starts a release anew on another port, if its own is taken and it was this process that started
   * it.
   */
  Optional<SlotState> startElsewhere(Slot slot, SlotState ended, Fence fence)
      throws InterruptedException {
    Optional<Started> before = started(slot, ended);
    if (before.isEmpty() || network.isFree(ended.port())) {
      return Optional.empty();
    }
    LOG.info("Port {} was taken when {} got to it; trying another", ended.port(), ended.release());
    return Optional.of(start(slot, before.get().launch(), fence));
  }

  /** How the release ended; empty if it runs, or if another process started it. */
  OptionalInt exitStatus(Slot slot, SlotState state) throws InterruptedException {
    Optional<Started> start = started(slot, state);
    return start.isEmpty() ? OptionalInt.empty() : start.get().process().exitStatus();
  }

  private Optional<Started> started(Slot slot, SlotState state) {
    return Optional.ofNullable(started.get(slot))
        .filter(start -> start.launchId().equals(state.launchId()));
  }

  /** Whether the release itself listens on its port. */
  boolean listens(Slot slot, SlotState state) {
    return PortOwner.isAmong(process(slot).group(state).members(), state.port());
  }

  @Override
  public void stop(Slot slot, Duration grace, Fence fence) throws InterruptedException {
    String tried = "stopping slot " + slot;
    try (LockFile lock = lock(slot, tried)) {
      fences.admit(fence, tried);
      Optional<SlotState> state = status(slot).known();
      // Written first: what dies from now on is not to be restarted.
      state.ifPresent(known -> folder(slot).write(known.stopping()));
      process(slot).endAll(state, grace);
      state.ifPresent(known -> folder(slot).write(known.stopped()));
    }
  }

  @Override
  public void remove(Slot slot, Fence fence) throws InterruptedException {
    String tried = "clearing slot " + slot;
    try (LockFile lock = lock(slot, tried)) {
      fences.admit(fence, tried);
      requireNothingRuns(slot, tried);
      SlotFolder folder = folder(slot);
      folder.forget();
      DirectoryTree.delete(folder.files());
      DirectoryTree.delete(folder.path().resolve("logs"));
    } catch (IOException e) {
      throw new UncheckedIOException(tried, e);
    }
  }

  @Override
  public CommandResult run(
      Slot slot, ReleaseCommand command, Duration timeout, CommandOutput output, Fence fence)
      throws InterruptedException {
    String tried = "running " + command.argv().program() + " in slot " + slot;
    String id = UUID.randomUUID().toString();
    try (LockFile lock = lock(slot, tried)) {
      fences.admit(fence, tried);
      process(slot).endTasks();
    }
    Path files =
        folder(slot)
            .prepared()
            .map(folder(slot)::filesOf)
            .orElseThrow(() ->
                Failure.undone(tried, "no release is in the slot", "deploy again").toException());
    Map<String, Secret> variables = new HashMap<>(command.environment());
    process(slot)
        .taskMarker(id)
        .variables()
        .forEach((name, value) -> variables.put(name, Secret.of(value)));
    return new LocalHost()
        .run(
            HostCommand.of(network.within(command.argv().words()))
                .in(files)
                .with(variables)
                .within(timeout),
            output);
  }

  /**
   * Runs a command among the files of the release that runs in the slot, with its variables, beside
   * it and without a fence.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if no release runs in
   *     the slot
   */
  public CommandResult exec(
      Slot slot, Argv command, PortVariables release, Duration limit, CommandOutput output)
      throws InterruptedException {
    if (!(status(slot) instanceof SlotStatus.Running(SlotState state))) {
      throw Failure.unavailable(
              "running " + command.program() + " in slot " + slot,
              "its release does not run",
              "see: backline status")
          .toException();
    }
    return new VisitingCommand(folder(slot), process(slot), state)
        .run(command, release, limit, output);
  }

  @Override
  public void rotateLogs() {
    for (Slot slot : Slot.values()) {
      try {
        folder(slot).log().rotate(LOG_BYTES, OLD_LOGS);
      } catch (IOException e) {
        LOG.warn("The log of slot {} can't be rotated", slot, e);
      }
    }
  }

  @Override
  public OptionalLong memory(Slot slot) {
    return status(slot) instanceof SlotStatus.Running(SlotState state)
        ? state.process().stream().mapToLong(leader -> Processes.memory(leader.pid())).findFirst()
        : OptionalLong.empty();
  }

  @Override
  public List<String> tail(Slot slot, int lines) {
    return folder(slot).log().tail(lines).stream().map(masker::mask).toList();
  }

  private void requireNothingRuns(Slot slot, String tried) {
    if (status(slot) instanceof SlotStatus.Running(SlotState state)) {
      throw Failure.refused(
              tried,
              "slot " + slot + " is running " + state.release(),
              "stop it first, or use slot " + slot.other())
          .toException();
    }
  }

  boolean alive(SlotState state) {
    return state.process().filter(Processes::alive).isPresent();
  }

  Path log(Slot slot) {
    return folder(slot).log().path();
  }

  private LockFile lock(Slot slot, String tried) throws InterruptedException {
    return LockFile.take(folder(slot).lock(), LOCK_DEADLINE, tried);
  }

  private SlotFolder folder(Slot slot) {
    return new SlotFolder(environment.slot(slot));
  }

  private SlotProcess process(Slot slot) {
    return new SlotProcess(environment.name() + "/" + slot, folder(slot));
  }
}
