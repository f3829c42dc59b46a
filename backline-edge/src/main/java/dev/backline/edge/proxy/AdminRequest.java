package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;

/** The body of an admin request, read strictly. */
record AdminRequest(JsonNode json) {

  static AdminRequest of(JsonNode json, Collection<String> keys) throws BadRequest {
    if (!json.isObject()) {
      throw new BadRequest("the body must be a JSON object");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name)) {
        throw new BadRequest(name + ": unknown key");
      }
    }
    return new AdminRequest(json);
  }

  /** Empty for {@code none}. */
  Optional<Slot> slot() throws BadRequest {
    String label = json.path("slot").asText("");
    Optional<Slot> slot = Slot.named(label);
    if (slot.isEmpty() && !label.equals(Slot.NONE)) {
      throw new BadRequest("slot: must be blue, green or none");
    }
    return slot;
  }

  Target target() throws BadRequest {
    JsonNode target = json.path("target");
    if (!target.path("port").isInt()) {
      throw new BadRequest("target.port: must be 1 to 65535");
    }
    try {
      return new Target(
          target.path("host").asText("127.0.0.1"),
          target.path("port").asInt(),
          json.path("release").asText(""));
    } catch (IllegalArgumentException e) {
      throw new BadRequest("target: " + e.getMessage());
    }
  }

  long fence() throws BadRequest {
    return optionalFence().orElseThrow(() -> new BadRequest("fence: is missing"));
  }

  Optional<Long> optionalFence() throws BadRequest {
    JsonNode fence = json.path("fence");
    if (fence.isMissingNode()) {
      return Optional.empty();
    }
    if (!fence.isIntegralNumber() || !fence.canConvertToLong() || fence.asLong() < 0) {
      throw new BadRequest("fence: must be a whole number, at least 0");
    }
    return Optional.of(fence.asLong());
  }

  Maintenance maintenance() throws BadRequest {
    JsonNode seconds = json.path("retryAfterSeconds");
    if (!json.path("on").isBoolean() || !(seconds.isMissingNode() || seconds.isInt())) {
      throw new BadRequest("on: must be true or false; retryAfterSeconds: must be 1 to 86400");
    }
    try {
      return new Maintenance(json.path("on").asBoolean(), seconds.asInt(30));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(String.valueOf(e.getMessage()));
    }
  }
}
