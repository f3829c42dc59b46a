package dev.musicgraph.catalogue;

import java.util.List;
import java.util.Optional;

/** What became of a form: the thing it describes, or why nothing was written. */
public sealed interface Checked<T> {
  record Valid<T>(T value) implements Checked<T> {}

  /** All that is wrong with it. */
  record Invalid<T>(List<Problem> problems) implements Checked<T> {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Somebody changed it since it was read, or deleted it.
   *
   * @param now what is stored; empty if it is gone
   * @param problems all that is wrong with the form besides
   */
  record Stale<T>(Optional<Stored<T>> now, List<Problem> problems) implements Checked<T> {
    public Stale {
      problems = List.copyOf(problems);
    }
  }
}
