package dev.backline.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Keys that the file's author chooses, each with a value of the same form. */
public record MapOf<K, V>(String called, TextForm<K> key, Form<V> value)
    implements Form<SequencedMap<K, V>> {

  @Override
  public Optional<SequencedMap<K, V>> accept(Tree tree, YamlPath path, Reading reading) {
    if (!(tree instanceof Tree.Entries(List<Tree.Entry> entries, Mark _))) {
      reading.problem(path, tree.at(), "expected " + called + ", not " + tree.described());
      return Optional.empty();
    }
    SequencedMap<K, V> values = new LinkedHashMap<>();
    for (Tree.Entry entry : entries) {
      YamlPath at = path.key(entry.key());
      Optional<K> name = key.acceptText(entry.key(), entry.at(), at, reading);
      Optional<V> read = value.read(entry.value(), at, reading);
      name.ifPresent(good -> reading.found(at, entry.at(), good));
      name.ifPresent(good -> read.ifPresent(one -> values.put(good, one)));
    }
    return values.size() == entries.size() ? Optional.of(values) : Optional.empty();
  }
}
