package dev.backline.journal;

import java.util.function.Function;

/**
 * The key of something that a step found out or made and that later steps, and the undo, need.
 * Facts are journaled as text, so they outlive the process.
 */
public record Fact<T>(String name, Function<String, T> read, Function<T, String> write) {

  public static Fact<String> text(String name) {
    return new Fact<>(name, text -> text, text -> text);
  }

  public static Fact<Long> number(String name) {
    return new Fact<>(name, Long::valueOf, String::valueOf);
  }

  public static Fact<Boolean> flag(String name) {
    return new Fact<>(name, Boolean::valueOf, String::valueOf);
  }
}
