package dev.backline;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a value when it is first asked for, once. */
final class Once<T> implements Supplier<T> {

  private final Supplier<T> maker;
  private @Nullable T made;

  private Once(Supplier<T> maker) {
    this.maker = maker;
  }

  static <T> Once<T> of(Supplier<T> maker) {
    return new Once<>(maker);
  }

  @Override
  public synchronized T get() {
    T value = made;
    if (value == null) {
      value = maker.get();
      made = value;
    }
    return value;
  }
}
