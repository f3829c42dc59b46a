package dev.backline.cli.run;

import dev.backline.Backline;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The journal entries of all runs, in the order in which they came, each once. */
public final class EventTail {

  /** Runs this far back are looked through. */
  private static final int LOOKED_AT = 100;

  /** An entry and the run that it belongs to. */
  public record Event(RunRecord run, RecordedEntry entry) {}

  private final Backline backline;
  private final Map<RunId, Long> seen = new HashMap<>();
  private final Set<RunId> over = new HashSet<>();

  public EventTail(Backline backline) {
    this.backline = backline;
  }

  /** What is new since the last look; at the first, all of it. */
  public List<Event> next() {
    List<Event> events = new ArrayList<>();
    for (RunRecord run : backline.runs().newest(LOOKED_AT)) {
      if (!over.contains(run.id())) {
        long after = seen.getOrDefault(run.id(), 0L);
        for (RecordedEntry entry : backline.journal().entries(run.id())) {
          if (entry.seq() > after) {
            events.add(new Event(run, entry));
            seen.put(run.id(), entry.seq());
          }
        }
        if (run.status().ended()) {
          over.add(run.id());
        }
      }
    }
    events.sort(
        Comparator.<Event, java.time.Instant>comparing(event -> event.entry().at())
            .thenComparing(event -> event.run().id())
            .thenComparing(event -> event.entry().seq()));
    return events;
  }
}
