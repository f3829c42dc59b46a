package dev.backline.runtime.process;

import dev.backline.host.Fence;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.runtime.health.WatchedRelease;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A release that is a process of this machine. */
record WatchedProcess(ProcessRuntime runtime, Slot slot, Fence fence) implements WatchedRelease {

  @Override
  public SlotStatus status() {
    return runtime.status(slot);
  }

  @Override
  public boolean alive(SlotState state) {
    return runtime.alive(state);
  }

  @Override
  public int port(SlotState state) {
    return state.port();
  }

  @Override
  public boolean answersItself(SlotState state) {
    return runtime.listens(slot, state);
  }

  @Override
  public Optional<SlotState> startElsewhere(SlotState ended) throws InterruptedException {
    return runtime.startElsewhere(slot, ended, fence);
  }

  @Override
  public OptionalInt exitStatus(SlotState ended) throws InterruptedException {
    return runtime.exitStatus(slot, ended);
  }

  @Override
  public List<String> lastWords(int lines) {
    return runtime.tail(slot, lines);
  }

  @Override
  public String log() {
    return runtime.log(slot).toString();
  }
}
