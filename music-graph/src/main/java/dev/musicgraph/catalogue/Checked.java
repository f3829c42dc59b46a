package dev.musicgraph.catalogue;

import java.util.List;

/** What became of a form: the thing it describes, or all that is wrong with it. */
public sealed interface Checked<T> extends Change<T> {
  record Valid<T>(T value) implements Checked<T> {}

  record Invalid<T>(List<Problem> problems) implements Checked<T> {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
