package dev.backline.config;

import java.util.List;
import java.util.stream.Collectors;

/** Commands that are run one after the other, as long as they succeed. */
public record Commands(List<Argv> inOrder) {

  public Commands {
    inOrder = List.copyOf(inOrder);
    Checked.that(!inOrder.isEmpty(), "it needs at least one command");
  }

  public static Commands of(Argv... inOrder) {
    return new Commands(List.of(inOrder));
  }

  /** For people to read; not to be run. */
  @Override
  public String toString() {
    return inOrder.stream().map(Argv::toString).collect(Collectors.joining(", then "));
  }
}
