package dev.backline.runtime;

/** Where a release runs while the other slot's release serves. */
public enum Slot {
  BLUE("blue"),
  GREEN("green");

  private final String label;

  Slot(String label) {
    this.label = label;
  }

  /** The name in files, protocols and messages: {@code blue} or {@code green}. */
  public String label() {
    return label;
  }

  public Slot other() {
    return this == BLUE ? GREEN : BLUE;
  }

  /**
   * The slot with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Slot labelled(String label) {
    for (Slot slot : values()) {
      if (slot.label.equals(label)) {
        return slot;
      }
    }
    throw new IllegalArgumentException("not a slot: " + label);
  }

  @Override
  public String toString() {
    return label;
  }
}
