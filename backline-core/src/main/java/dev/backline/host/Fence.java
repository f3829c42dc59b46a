package dev.backline.host;

/**
 * A fencing token: the number of the lease under which something is changed. Whoever holds a later
 * lease has a higher one.
 *
 * @param token 0 or more
 */
public record Fence(long token) implements Comparable<Fence> {

  public Fence {
    if (token < 0) {
      throw new IllegalArgumentException("a fencing token is not negative: " + token);
    }
  }

  @Override
  public int compareTo(Fence other) {
    return Long.compare(token, other.token);
  }

  @Override
  public String toString() {
    return Long.toString(token);
  }
}
