package dev.backline.lease;

/**
 * Numbers the successive holders of a lease. Whoever has been overtaken holds a smaller one, and
 * everything that can be changed refuses a smaller one than it has seen (Kleppmann, "How to do
 * distributed locking", 2016).
 *
 * @param value 1 or more; grows with each holder
 */
public record FencingToken(long value) implements Comparable<FencingToken> {

  public FencingToken {
    if (value < 1) {
      throw new IllegalArgumentException("a fencing token is at least 1: " + value);
    }
  }

  @Override
  public int compareTo(FencingToken other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
