package dev.backline.edge.proxy;

import java.util.Arrays;
import java.util.Optional;

/** Where a release runs while the other serves. */
enum Slot {
  BLUE("blue"),
  GREEN("green");

  /** How "no slot" is written where a slot may be missing. */
  static final String NONE = "none";

  private final String label;

  Slot(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  static Optional<Slot> named(String label) {
    return Arrays.stream(values()).filter(slot -> slot.label.equals(label)).findFirst();
  }
}
