package dev.backline.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.host.detached.ProcessIdentity;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A slot's state as it is kept in a file, version 1. */
public final class SlotStateJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  private SlotStateJson() {}

  public static String write(SlotState state) {
    return tree(state).toPrettyString() + "\n";
  }

  /** The same as a part of another document. */
  public static ObjectNode tree(SlotState state) {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    root.putObject("release")
        .put("digest", state.release().digest())
        .put("label", state.release().label())
        .put("configuration", state.release().configuration());
    root.put("launchId", state.launchId());
    state.runsAs().ifPresent(what -> put(root, what));
    root.put("port", state.port()).put("startedAt", state.startedAt().toString());
    state.healthyAt().ifPresent(when -> root.put("healthyAt", when.toString()));
    root.put("desired", state.desired().name().toLowerCase(Locale.ROOT));
    return root;
  }

  private static void put(ObjectNode root, RunsAs what) {
    switch (what) {
      case RunsAs.Process(ProcessIdentity process) ->
          root.putObject("process")
              .put("pid", process.pid())
              .put("startTime", process.startTime())
              .put("boot", process.boot());
      case RunsAs.Container(String id) -> root.put("container", id);
    }
  }

  public static SlotState read(String text) throws IOException {
    try {
      return read(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IOException("not a slot's state: " + e.getMessage(), e);
    }
  }

  public static SlotState read(JsonNode root) throws IOException {
    try {
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
          runsAs(root),
          root.required("port").intValue(),
          Instant.parse(root.required("startedAt").textValue()),
          Optional.ofNullable(root.get("healthyAt")).map(when -> Instant.parse(when.textValue())),
          SlotState.Desired.valueOf(root.required("desired").textValue().toUpperCase(Locale.ROOT)));
    } catch (RuntimeException e) {
      throw new IOException("not a slot's state: " + e.getMessage(), e);
    }
  }

  private static Optional<RunsAs> runsAs(JsonNode root) {
    return Optional.ofNullable(root.get("process"))
        .<RunsAs>map(process -> new RunsAs.Process(process(process)))
        .or(() ->
            Optional.ofNullable(root.get("container"))
                .map(id -> new RunsAs.Container(id.textValue())));
  }

  private static ProcessIdentity process(JsonNode process) {
    return new ProcessIdentity(
        process.required("pid").longValue(),
        process.required("startTime").longValue(),
        process.required("boot").textValue());
  }
}
