package dev.backline.health.watch;

/**
 * What two releases hold of memory at the same time, in bytes.
 *
 * @param now of the new one, at least 0
 * @param before of the one before it, at least 0
 */
public record Memory(long now, long before) {

  public Memory {
    if (now < 0 || before < 0) {
      throw new IllegalArgumentException("memory below nothing: " + now + ", " + before);
    }
  }
}
