package dev.backline.registry.retention;

/** What came of taking an image away. */
public sealed interface Removal {

  /** It is gone, or was before. */
  record Done() implements Removal {}

  /** It stays: something began to use it meanwhile. */
  record InUse(String why) implements Removal {}

  /** No image can be taken away there. */
  record NotAllowed(String why) implements Removal {}
}
