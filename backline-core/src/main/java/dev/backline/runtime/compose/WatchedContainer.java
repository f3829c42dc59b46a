package dev.backline.runtime.compose;

import dev.backline.failure.BacklineException;
import dev.backline.host.HostPort;
import dev.backline.host.ReachedHost;
import dev.backline.host.command.DockerCommands;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.runtime.health.WatchedRelease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A release in a container that is waited for: asked through one forwarded port. One command on the
 * host ends when the container does, so that its end is known here at once, without asking.
 */
final class WatchedContainer implements WatchedRelease, AutoCloseable {

  private final ComposeRuntime runtime;
  private final ReachedHost host;
  private final Slot slot;
  private final String container;
  private final Duration most;
  private final Thread watch;
  private volatile boolean ended;
  private volatile @Nullable BacklineException broken;
  private @Nullable HostPort tunnel;

  /**
   * @param most how long it is waited for at most
   */
  WatchedContainer(
      ComposeRuntime runtime, ReachedHost host, Slot slot, String container, Duration most) {
    this.runtime = runtime;
    this.host = host;
    this.slot = slot;
    this.container = container;
    this.most = most;
    this.watch = Thread.ofVirtual().name("watch-" + container).start(this::watch);
  }

  private void watch() {
    try {
      // The command may end early too, with its connection: then it is looked, and watched again.
      do {
        ended = host.run(DockerCommands.await(container, most)).succeeded();
      } while (!ended && runtime.status(slot) instanceof SlotStatus.Running);
      ended = true;
    } catch (BacklineException e) {
      broken = e;
    } catch (InterruptedException closed) {
      // Nobody waits any more.
    }
  }

  @Override
  public SlotStatus status() throws InterruptedException {
    return runtime.status(slot);
  }

  @Override
  public boolean alive(SlotState state) {
    BacklineException lost = broken;
    if (lost != null) {
      throw lost;
    }
    return !ended;
  }

  @Override
  public int port(SlotState state) throws InterruptedException {
    HostPort open = tunnel;
    if (open == null || !open.isOpen()) {
      close(open);
      open = host.forward(state.port());
      tunnel = open;
    }
    return open.port();
  }

  /** The engine publishes the port for no other container. */
  @Override
  public boolean answersItself(SlotState state) {
    return true;
  }

  /** A port that is taken is told when the container is started. */
  @Override
  public Optional<SlotState> startElsewhere(SlotState ended) {
    return Optional.empty();
  }

  @Override
  public OptionalInt exitStatus(SlotState ended) throws InterruptedException {
    return runtime.exitStatus(slot);
  }

  @Override
  public List<String> lastWords(int lines) throws InterruptedException {
    return runtime.tail(slot, lines);
  }

  @Override
  public String log() {
    return "docker logs " + container + ", on " + host.name();
  }

  @Override
  public void close() {
    watch.interrupt();
    close(tunnel);
  }

  private static void close(@Nullable HostPort port) {
    if (port != null) {
      port.close();
    }
  }
}
