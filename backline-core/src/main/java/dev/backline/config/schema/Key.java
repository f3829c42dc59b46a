package dev.backline.config.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key of the file, declared once.
 *
 * @param name as written
 * @param form what its value looks like
 * @param presence whether it may be left out, and what that means
 * @param description one or two plain sentences; Markdown's backquotes are fine
 * @param wrap turns the form's value, or its absence, into the key's
 */
public record Key<T>(
    String name,
    Form<?> form,
    Presence presence,
    String description,
    Function<Optional<Object>, T> wrap) {

  /** Whether a key may be left out. */
  public sealed interface Presence {

    record Required() implements Presence {}

    record Optional() implements Presence {}

    /** Left out, it is as if this had been written. */
    record Default(Tree value) implements Presence {}
  }

  @SuppressWarnings("unchecked") // the wrapped value is what the key's own form has read
  public static <T> Key<T> required(String name, Form<T> form, String description) {
    return new Key<>(
        name, form, new Presence.Required(), description, value -> (T) value.orElseThrow());
  }

  @SuppressWarnings("unchecked") // as above
  public static <T> Key<Optional<T>> optional(String name, Form<T> form, String description) {
    return new Key<>(
        name, form, new Presence.Optional(), description, value -> value.map(one -> (T) one));
  }

  /** A key with a default, written as it would be in the file. */
  @SuppressWarnings("unchecked") // as above
  public static <T> Key<T> withDefault(String name, Form<T> form, Tree value, String description) {
    return new Key<>(
        name, form, new Presence.Default(value), description, read -> (T) read.orElseThrow());
  }

  public static <T> Key<T> withDefault(String name, Form<T> form, String text, String description) {
    return withDefault(name, form, new Tree.Scalar(text, Tree.Kind.TEXT, Mark.START), description);
  }

  public static <T> Key<T> withDefault(String name, Form<T> form, int number, String description) {
    return withDefault(
        name,
        form,
        new Tree.Scalar(Integer.toString(number), Tree.Kind.NUMBER, Mark.START),
        description);
  }

  public static Key<Boolean> withDefault(
      String name, YesNo form, boolean value, String description) {
    return withDefault(
        name,
        form,
        new Tree.Scalar(Boolean.toString(value), Tree.Kind.BOOLEAN, Mark.START),
        description);
  }

  /** A list that is empty when left out. */
  public static <T> Key<List<T>> listOrEmpty(String name, ListOf<T> form, String description) {
    return withDefault(name, form, new Tree.Items(List.of(), Mark.START), description);
  }

  /** Keys and values, none when left out; of a shape, all of its defaults. */
  public static <T> Key<T> orEmpty(String name, Form<T> form, String description) {
    return withDefault(name, form, new Tree.Entries(List.of(), Mark.START), description);
  }
}
