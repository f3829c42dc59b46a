package dev.backline.secret;

import java.util.Objects;

/**
 * A value that must not reach a log, an argument list, a journal or an exception. Its text form is
 * a mask.
 */
public final class Secret {

  static final String MASK = "••••";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(Objects.requireNonNull(value, "value"));
  }

  /** The value itself: call it only where it is handed to the program or person it is for. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
