package dev.backline.runtime.health;

import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A release that is waited for, as the runtime sees it that started it. */
public interface WatchedRelease {

  SlotStatus status() throws InterruptedException;

  /** Whether it still runs; asked often, so to be answered from what is known here. */
  boolean alive(SlotState state);

  /** Where it is asked from here, on 127.0.0.1. */
  int port(SlotState state) throws InterruptedException;

  /** Whether it is the release itself that answers on its port. */
  boolean answersItself(SlotState state);

  /**
   * Starts it on another port, if it ended while the one that it was given was somebody else's:
   * that is not its fault.
   *
   * @return empty if that is not so, or can't be done
   */
  Optional<SlotState> startElsewhere(SlotState ended) throws InterruptedException;

  /** How it ended; empty if that is not known. */
  OptionalInt exitStatus(SlotState ended) throws InterruptedException;

  /** The last lines that it wrote, oldest first. */
  List<String> lastWords(int lines) throws InterruptedException;

  /** How a person reads all of its log, such as a path or a command. */
  String log();
}
