package dev.backline.database.trace;

import java.util.Optional;

/** What is executed: a statement's text, and what has been seen of it so far. */
final class Portal {

  private final String sql;
  private Optional<Observation> observation = Optional.empty();

  Portal(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }

  Optional<Observation> observation() {
    return observation;
  }

  void observed(Observation by) {
    observation = Optional.of(by);
  }
}
