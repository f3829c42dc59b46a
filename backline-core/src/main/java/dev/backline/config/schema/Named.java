package dev.backline.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Keys that the file's author chooses; each names a thing of the same shape, which keeps its name.
 */
public record Named<K, V>(String called, TextForm<K> key, Shape<Function<K, V>> shape)
    implements Form<SequencedMap<K, V>> {

  @Override
  public Optional<SequencedMap<K, V>> accept(Tree tree, YamlPath path, Reading reading) {
    if (!(tree instanceof Tree.Entries(List<Tree.Entry> entries, Mark _))) {
      return refuse(tree, path, reading);
    }
    SequencedMap<K, V> named = new LinkedHashMap<>();
    for (Tree.Entry entry : entries) {
      YamlPath at = path.key(entry.key());
      Optional<K> name = key.acceptText(entry.key(), entry.at(), at, reading);
      name.ifPresent(good -> reading.found(at, entry.at(), good));
      Optional<Function<K, V>> maker = shape.read(entry.value(), at, reading);
      name.flatMap(good ->
              maker.flatMap(make -> Shape.build(() -> make.apply(good), entry.at(), at, reading)))
          .ifPresent(made -> named.put(name.orElseThrow(), made));
    }
    return named.size() == entries.size() ? Optional.of(named) : Optional.empty();
  }
}
