package dev.backline.edge.nginx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.ListenAddress;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.nginx.NginxState.Began;
import dev.backline.edge.nginx.NginxState.Held;
import dev.backline.runtime.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The state as one line of JSON. */
final class NginxStateJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  private NginxStateJson() {}

  static String text(NginxState state) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("version", VERSION)
            .put("owner", state.owner())
            .put("key", state.key())
            .put("running", state.running())
            .put("listen", state.settings().listen().toString())
            .put("maxBodyBytes", state.settings().limits().maxBody().bytes())
            .put("requestTimeoutMillis", state.settings().limits().requestTimeout().toMillis());
    ObjectNode slots = root.putObject("slots");
    state
        .slots()
        .forEach((slot, held) ->
            slots.putObject(slot.label()).put("port", held.port()).put("release", held.release()));
    ArrayNode history = root.putArray("history");
    state
        .history()
        .forEach(began ->
            history
                .addObject()
                .put("at", began.at())
                .put("slot", began.slot().label())
                .put("release", began.release()));
    return root.toString();
  }

  /**
   * @throws IllegalArgumentException if it isn't a state of this version
   */
  static NginxState parse(String text) {
    JsonNode root = tree(text);
    if (root.required("version").intValue() != VERSION) {
      throw new IllegalArgumentException("it is of another version of Backline");
    }
    return new NginxState(
        root.required("owner").textValue(),
        root.required("key").textValue(),
        new EdgeSettings(
            ListenAddress.parse(root.required("listen").textValue()),
            new EdgeSpec(
                new DataSize(root.required("maxBodyBytes").longValue()),
                Duration.ofMillis(root.required("requestTimeoutMillis").longValue()))),
        root.required("running").booleanValue(),
        slots(root.required("slots")),
        history(root.required("history")));
  }

  private static Map<Slot, Held> slots(JsonNode node) {
    Map<Slot, Held> slots = new EnumMap<>(Slot.class);
    node.properties()
        .forEach(entry ->
            slots.put(
                Slot.labelled(entry.getKey()),
                new Held(
                    entry.getValue().required("port").intValue(),
                    entry.getValue().required("release").textValue())));
    return slots;
  }

  private static List<Began> history(JsonNode node) {
    List<Began> history = new ArrayList<>();
    node.forEach(began ->
        history.add(
            new Began(
                began.required("at").longValue(),
                Slot.labelled(began.required("slot").textValue()),
                began.required("release").textValue())));
    return history;
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("it is not JSON", e);
    }
  }
}
