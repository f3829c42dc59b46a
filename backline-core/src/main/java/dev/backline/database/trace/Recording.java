package dev.backline.database.trace;

import java.util.ArrayList;
import java.util.List;

/** All that has been observed, in the order in which it ended. */
final class Recording {

  private final List<Observation> observations = new ArrayList<>();

  synchronized void add(Observation observation) {
    observations.add(observation);
  }

  synchronized List<TracedStatement> statements() {
    return observations.stream().map(Observation::statement).toList();
  }
}
