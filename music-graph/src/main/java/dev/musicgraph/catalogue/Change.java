package dev.musicgraph.catalogue;

import java.util.List;
import java.util.Optional;

/** What became of a form that changes something: checked as any form, unless it came too late. */
public sealed interface Change<T> permits Checked, Change.Stale {
  /**
   * Somebody changed it since it was read, or deleted it. Nothing was written.
   *
   * @param now what is stored; empty if it is gone
   * @param problems all that is wrong with the form besides
   */
  record Stale<T>(Optional<Stored<T>> now, List<Problem> problems) implements Change<T> {
    public Stale {
      problems = List.copyOf(problems);
    }
  }
}
