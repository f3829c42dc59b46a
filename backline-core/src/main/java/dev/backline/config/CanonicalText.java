package dev.backline.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes configuration records so that equal ones, and only equal ones, give equal text. Every text
 * is preceded by its length, so that no value can pass for the structure around it. All components
 * of a record are written: one that is added later can't be forgotten.
 */
final class CanonicalText {

  private final StringBuilder text = new StringBuilder();

  private CanonicalText() {}

  static String of(Record record) {
    CanonicalText canonical = new CanonicalText();
    canonical.write(record);
    return canonical.text.toString();
  }

  private void write(Object value) {
    switch (value) {
      case Optional<?> optional -> writeAll('?', optional.stream().toList());
      case Collection<?> items -> writeAll('[', items);
      case Map<?, ?> map -> writeMap(map);
      case Record record -> writeRecord(record);
      case Enum<?> constant -> writeText(constant.name());
      case Duration duration -> writeText(duration.toMillis() + "ms");
      case String string -> writeText(string);
      case Number number -> writeText(number.toString());
      case Boolean bool -> writeText(bool.toString());
      default -> throw new AssertionError("no canonical text for " + value.getClass());
    }
  }

  private void writeAll(char kind, Collection<?> items) {
    text.append(kind).append(items.size()).append('\n');
    items.forEach(this::write);
  }

  private void writeMap(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(key.toString(), List.of(key, value)));
    writeAll('{', sorted.values());
  }

  private void writeRecord(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    text.append('(')
        .append(record.getClass().getSimpleName())
        .append(' ')
        .append(components.length)
        .append('\n');
    for (RecordComponent component : components) {
      writeText(component.getName());
      write(valueOf(component, record));
    }
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("a record's component can't be read: " + component, e);
    }
  }

  private void writeText(String value) {
    text.append(value.length()).append(':').append(value).append('\n');
  }
}
