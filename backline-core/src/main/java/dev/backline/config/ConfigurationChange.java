package dev.backline.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One value that two configurations don't share. Secrets are names in both, never values.
 *
 * @param path such as {@code run.limits.memory}
 * @param before empty if it was not there
 * @param after empty if it is not there any more
 */
public record ConfigurationChange(String path, String before, String after) {

  /** By path. */
  public static List<ConfigurationChange> between(
      Optional<ReleaseConfiguration> before, ReleaseConfiguration after) {
    SortedMap<String, String> old = new TreeMap<>();
    SortedMap<String, String> current = new TreeMap<>();
    before.ifPresent(configuration -> flatten("", configuration, old));
    flatten("", after, current);
    TreeSet<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(current.keySet());
    List<ConfigurationChange> changes = new ArrayList<>();
    for (String path : paths) {
      String was = old.getOrDefault(path, "");
      String is = current.getOrDefault(path, "");
      if (!was.equals(is)) {
        changes.add(new ConfigurationChange(path, was, is));
      }
    }
    return changes;
  }

  private static void flatten(String path, Object value, Map<String, String> into) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(present -> flatten(path, present, into));
      case Map<?, ?> map ->
          map.forEach((key, each) -> flatten(joined(path, key.toString()), each, into));
      case Collection<?> items -> flattenAll(path, items, into);
      case Duration duration -> into.put(path, DurationText.format(duration));
      case Record record when isStructure(record) -> flattenRecord(path, record, into);
      default -> into.put(path, value.toString());
    }
  }

  private static void flattenAll(String path, Collection<?> items, Map<String, String> into) {
    int i = 0;
    for (Object item : items) {
      flatten(path + "[" + i++ + "]", item, into);
    }
  }

  /** One of a single component is a value with a type of its own. */
  private static boolean isStructure(Record record) {
    return record.getClass().getRecordComponents().length > 1;
  }

  private static void flattenRecord(String path, Record record, Map<String, String> into) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        flatten(joined(path, component.getName()), component.getAccessor().invoke(record), into);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError("a record's components can be read", e);
      }
    }
  }

  private static String joined(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
