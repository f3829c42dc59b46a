package dev.backline.config.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mapping with declared keys.
 *
 * @param build makes the record; its {@link IllegalArgumentException} is a message for the file's
 *     author
 */
public record Shape<T>(String called, List<Key<?>> keys, Function<Values, T> build)
    implements Form<T> {

  public Shape {
    keys = List.copyOf(keys);
  }

  @Override
  public Optional<T> accept(Tree tree, YamlPath path, Reading reading) {
    if (!(tree instanceof Tree.Entries entries)) {
      reading.problem(
          path,
          tree.at(),
          "expected keys (" + String.join(", ", names()) + "), not " + tree.described());
      return Optional.empty();
    }
    boolean known = reportUnknown(entries, path, reading);
    Map<String, Object> values = new HashMap<>();
    for (Key<?> key : keys) {
      readKey(key, entries, path, reading).ifPresent(value -> values.put(key.name(), value));
    }
    return known && values.size() == keys.size()
        ? build(() -> build.apply(new Values(values)), tree.at(), path, reading)
        : Optional.empty();
  }

  private boolean reportUnknown(Tree.Entries entries, YamlPath path, Reading reading) {
    List<String> names = names();
    List<Tree.Entry> unknown =
        entries.entries().stream().filter(entry -> !names.contains(entry.key())).toList();
    for (Tree.Entry entry : unknown) {
      Optional<String> meant = Nearest.to(entry.key(), names);
      String known = meant.isPresent() ? "" : "; known here: " + String.join(", ", names);
      reading.problem(path.key(entry.key()), entry.at(), "unknown key" + known, meant);
    }
    return unknown.isEmpty();
  }

  private static <V> Optional<V> readKey(
      Key<V> key, Tree.Entries entries, YamlPath path, Reading reading) {
    Optional<Tree.Entry> written =
        entries.entries().stream().filter(entry -> entry.key().equals(key.name())).findFirst();
    if (written.isPresent()) {
      reading.written(path.key(key.name()), written.get().at());
      return key.form()
          .read(written.get().value(), path.key(key.name()), reading)
          .map(value -> key.wrap().apply(Optional.of(value)));
    }
    return switch (key.presence()) {
      case Key.Presence.Optional() -> Optional.of(key.wrap().apply(Optional.empty()));
      case Key.Presence.Default(Tree value) ->
          key.form()
              .read(value, path.key(key.name()), reading)
              .map(read -> key.wrap().apply(Optional.of(read)));
      case Key.Presence.Required() -> {
        reading.problem(path, entries.at(), "the required key '" + key.name() + "' is missing");
        yield Optional.empty();
      }
    };
  }

  /** Builds a record; what its constructor refuses becomes a problem. */
  static <V> Optional<V> build(Supplier<V> record, Mark at, YamlPath path, Reading reading) {
    try {
      return Optional.of(record.get());
    } catch (IllegalArgumentException e) {
      reading.problem(path, at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private List<String> names() {
    return keys.stream().map(Key::name).toList();
  }
}
