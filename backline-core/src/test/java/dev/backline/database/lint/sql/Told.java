package dev.backline.database.lint.sql;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;
import java.util.StringJoiner;

/** An action in few words, so that many fit into a table. */
final class Told {

  private Told() {}

  static String of(Action action) {
    StringJoiner words = new StringJoiner(" ");
    words.add(action.getClass().getSimpleName());
    for (RecordComponent component : action.getClass().getRecordComponents()) {
      add(words, component.getName(), value(action, component));
    }
    return words.toString();
  }

  private static void add(StringJoiner words, String name, Object value) {
    switch (value) {
      case Boolean is -> {
        if (is) {
          words.add(name);
        }
      }
      case Optional<?> maybe -> maybe.ifPresent(one -> add(words, name, one));
      case Collection<?> several -> several.forEach(one -> add(words, name, one));
      case String text when name.equals("by") || name.equals("what") -> words.add(text);
      case String text -> words.add(": " + text);
      case Object other when name.equals("neverNull") -> words.add("never null " + other);
      case Object other -> words.add(other.toString());
    }
  }

  private static Object value(Action action, RecordComponent component) {
    try {
      return component.getAccessor().invoke(action);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
