package dev.backline.config.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of values that differ from each other.
 *
 * @param least how many it has at the least, 0 or 1
 */
public record ListOf<T>(String called, Form<T> item, int least) implements Form<List<T>> {

  @Override
  public Optional<List<T>> accept(Tree tree, YamlPath path, Reading reading) {
    if (!(tree instanceof Tree.Items(List<Tree> items, Mark _))) {
      reading.problem(path, tree.at(), "expected a " + called + ", not " + tree.described());
      return Optional.empty();
    }
    if (items.size() < least) {
      reading.problem(path, tree.at(), "is empty; it needs at least one item");
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    Map<T, Mark> seen = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Tree one = items.get(i);
      Optional<T> value = item.read(one, path.item(i), reading);
      value.ifPresent(values::add);
      Optional<Mark> earlier = value.map(read -> seen.putIfAbsent(read, one.at()));
      if (earlier.isPresent()) {
        reading.problem(path.item(i), one.at(), "is the same as on line " + earlier.get().line());
      }
    }
    return values.size() == items.size() ? Optional.of(values) : Optional.empty();
  }
}
