package dev.backline.health.watch;

import java.util.List;

/** How a new release did while it was watched, each time with the reasons, as sentences. */
public sealed interface WatchVerdict {

  List<String> reasons();

  /** No worse than allowed. */
  record Passed(List<String> reasons) implements WatchVerdict {
    public Passed {
      reasons = List.copyOf(reasons);
    }
  }

  /** Worse than allowed: it should be undone. */
  record Failed(List<String> reasons) implements WatchVerdict {
    public Failed {
      reasons = List.copyOf(reasons);
    }
  }

  /** Too few requests to tell. Not a reason to undo it. */
  record Inconclusive(List<String> reasons) implements WatchVerdict {
    public Inconclusive {
      reasons = List.copyOf(reasons);
    }
  }
}
