package dev.musicgraph.user;

/** Names a user for good, unlike their name. */
public record UserId(long value) {
  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
