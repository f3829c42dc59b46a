package dev.backline.config.parse;

import dev.backline.config.CheckName;
import dev.backline.config.SmokeName;
import dev.backline.config.schema.Found;
import dev.backline.config.schema.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks and smoke tests are told apart by their names. */
final class UniqueNames {

  private UniqueNames() {}

  static void check(Reading reading) {
    report(reading.all(CheckName.class, "checks", "*", "name"), "check", reading);
    report(reading.all(SmokeName.class, "smoke", "*", "name"), "smoke test", reading);
  }

  private static <T> void report(List<Found<T>> names, String what, Reading reading) {
    Map<T, Integer> firstLine = new HashMap<>();
    for (Found<T> name : names) {
      Integer earlier = firstLine.putIfAbsent(name.value(), name.at().line());
      if (earlier != null) {
        reading.problem(
            name.path(),
            name.at(),
            "the " + what + " on line " + earlier + " is already called '" + name.value() + "'");
      }
    }
  }
}
