package dev.backline.runtime.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.host.detached.ProcessIdentity;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.SlotState;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** {@code slot.json}, version 1. */
final class SlotStateJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  private SlotStateJson() {}

  static String write(SlotState state) {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    root.putObject("release")
        .put("digest", state.release().digest())
        .put("label", state.release().label())
        .put("configuration", state.release().configuration());
    root.put("launchId", state.launchId());
    state
        .process()
        .ifPresent(process ->
            root.putObject("process")
                .put("pid", process.pid())
                .put("startTime", process.startTime())
                .put("boot", process.boot()));
    root.put("port", state.port()).put("startedAt", state.startedAt().toString());
    state.healthyAt().ifPresent(when -> root.put("healthyAt", when.toString()));
    root.put("desired", state.desired().name().toLowerCase(Locale.ROOT));
    return root.toPrettyString() + "\n";
  }

  static SlotState read(String text) throws IOException {
    try {
      JsonNode root = JSON.readTree(text);
      if (root.required("version").intValue() != VERSION) {
        throw new IOException("version " + root.get("version") + " is not known");
      }
      JsonNode release = root.required("release");
      return new SlotState(
          new ReleaseRef(
              release.required("digest").textValue(),
              release.required("label").textValue(),
              release.required("configuration").textValue()),
          root.required("launchId").textValue(),
          Optional.ofNullable(root.get("process")).map(SlotStateJson::process),
          root.required("port").intValue(),
          Instant.parse(root.required("startedAt").textValue()),
          Optional.ofNullable(root.get("healthyAt")).map(when -> Instant.parse(when.textValue())),
          SlotState.Desired.valueOf(root.required("desired").textValue().toUpperCase(Locale.ROOT)));
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IOException("not a slot's state: " + e.getMessage(), e);
    }
  }

  private static ProcessIdentity process(JsonNode process) {
    return new ProcessIdentity(
        process.required("pid").longValue(),
        process.required("startTime").longValue(),
        process.required("boot").textValue());
  }
}
