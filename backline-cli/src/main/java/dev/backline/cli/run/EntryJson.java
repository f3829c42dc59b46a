package dev.backline.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.session.JsonText;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.jdbc.EntryFormat;

/** A journal entry as JSON: {@code body} is what {@code docs/journal-format.md} describes. */
public final class EntryJson {

  private EntryJson() {}

  public static ObjectNode of(RecordedEntry entry) {
    ObjectNode json =
        JsonText.object()
            .put("run", entry.run().value())
            .put("seq", entry.seq())
            .put("at", entry.at().toString())
            .put("type", EntryFormat.type(entry.entry()));
    json.set("body", JsonText.parse(EntryFormat.body(entry.entry())));
    return json;
  }
}
