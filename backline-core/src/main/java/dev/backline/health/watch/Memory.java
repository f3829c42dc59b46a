package dev.backline.health.watch;

/**
 * What two releases hold of memory at the same time, in bytes.
 *
 * @param now of the new one, at least 0
 * @param before of the one before it, at least 0
 */
public record Memory(long now, long before) {

  /** Less memory than this is taken for this, in bytes: a small program may well grow. */
  private static final long SMALL = 64L << 20;

  public Memory {
    if (now < 0 || before < 0) {
      throw new IllegalArgumentException("memory below nothing: " + now + ", " + before);
    }
  }

  Finding judge(WatchLimits limits) {
    long base = Math.max(before, SMALL);
    String told =
        "it holds %d MB of memory (the release before: %d MB; allowed %s times %d MB)"
            .formatted(megabytes(now), megabytes(before), limits.memoryFactor(), megabytes(base));
    return Finding.of(now > limits.memoryFactor() * base, told);
  }

  private static long megabytes(long bytes) {
    return Math.round(bytes / 1e6);
  }
}
