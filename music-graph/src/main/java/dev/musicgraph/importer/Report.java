package dev.musicgraph.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an import did and left, as lines for the person who called it. */
final class Report {
  private static final int NAMES = 20;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Set<String> edited = new TreeSet<>();

  void count(String what, int times) {
    counts.merge(what, times, Integer::sum);
  }

  void count(String what) {
    count(what, 1);
  }

  /** Names a record that the import would have added to, had nobody edited it. */
  void edited(String name) {
    edited.add(name);
  }

  int of(String what) {
    return counts.getOrDefault(what, 0);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach((what, times) -> {
      if (times > 0) {
        lines.add(times + " " + what);
      }
    });
    if (!edited.isEmpty()) {
      lines.add(
          edited.size()
              + " left as they were edited: "
              + String.join(", ", edited.stream().limit(NAMES).toList())
              + (edited.size() > NAMES ? ", …" : ""));
    }
    return lines;
  }
}
