package dev.backline.runtime.compose;

import dev.backline.runtime.Slot;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is written of a project in its {@code state} directory. */
record Records(Map<Slot, SlotRecord> slots, Beside beside, Written written) {

  static final String SERVICES = "state/services.json";
  static final String WRITTEN = "state/written.json";

  /** In the order in which {@link #read} takes their contents. */
  static final List<String> FILES = List.of(file(Slot.BLUE), file(Slot.GREEN), SERVICES, WRITTEN);

  Records {
    slots = Map.copyOf(slots);
  }

  static String file(Slot slot) {
    return "state/" + slot.label() + ".json";
  }

  /**
   * Reads the files' contents.
   *
   * @param lines one for each of {@link #FILES}, empty where there is no such file
   */
  static Records read(List<String> lines) throws IOException {
    if (lines.size() != FILES.size()) {
      throw new IOException(lines.size() + " lines instead of " + FILES.size());
    }
    Map<Slot, SlotRecord> slots = new EnumMap<>(Slot.class);
    for (Slot slot : Slot.values()) {
      String line = lines.get(slot.ordinal());
      if (!line.isBlank()) {
        slots.put(slot, SlotRecordJson.read(line));
      }
    }
    return new Records(
        slots,
        lines.get(2).isBlank() ? Beside.NOTHING : Beside.read(lines.get(2)),
        lines.get(3).isBlank() ? Written.NOTHING : Written.read(lines.get(3)));
  }

  Optional<SlotRecord> slot(Slot slot) {
    return Optional.ofNullable(slots.get(slot));
  }

  Records with(Slot slot, SlotRecord record) {
    Map<Slot, SlotRecord> all = new EnumMap<>(Slot.class);
    all.putAll(slots);
    all.put(slot, record);
    return new Records(all, beside, written);
  }

  Records without(Slot slot) {
    Map<Slot, SlotRecord> all = new EnumMap<>(Slot.class);
    all.putAll(slots);
    all.remove(slot);
    return new Records(all, beside, written);
  }

  Records with(Beside others) {
    return new Records(slots, others, written);
  }
}
