package dev.backline.edge.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code edge.json} strictly and reports every problem in it at once. */
final class EdgeConfigReader {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int DAY = 86_400_000;

  private final List<String> problems = new ArrayList<>();

  private EdgeConfigReader() {}

  /**
   * @throws EdgeFailure with one line per problem and exit status 2
   */
  static EdgeConfig read(String text) throws EdgeFailure {
    EdgeConfigReader reader = new EdgeConfigReader();
    JsonNode root = reader.parse(text);
    Optional<EdgeConfig> config = Optional.empty();
    if (reader.problems.isEmpty()) {
      config = reader.config(root);
    }
    if (!reader.problems.isEmpty() || config.isEmpty()) {
      throw new EdgeFailure(
          EdgeFailure.USAGE, reader.problems.stream().map(line -> "edge.json: " + line).toList());
    }
    return config.get();
  }

  private JsonNode parse(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      if (root.isObject()) {
        return root;
      }
      problems.add("must be a JSON object");
    } catch (JsonProcessingException e) {
      problems.add("is not JSON: line " + e.getLocation().getLineNr());
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private Optional<EdgeConfig> config(JsonNode root) {
    onlyKeys(
        root,
        "",
        Set.of(
            "version",
            "listen",
            "active",
            "slots",
            "limits",
            "trustedProxies",
            "maintenance",
            "fence"));
    number(root, "", "version", Optional.empty(), 1, 1);
    JsonNode listen = object(root, "", "listen");
    onlyKeys(listen, "listen.", Set.of("host", "port"));
    String host = text(listen, "listen.", "host", Optional.of("127.0.0.1"));
    int port = (int) number(listen, "listen.", "port", Optional.empty(), 0, 65_535);
    Map<Slot, Target> slots = slots(object(root, "", "slots"));
    Optional<Slot> active = active(root, slots);
    Limits limits = limits(object(root, "", "limits"));
    TrustedProxies proxies = trustedProxies(root.path("trustedProxies"));
    Maintenance maintenance = maintenance(object(root, "", "maintenance"));
    long fence = number(root, "", "fence", Optional.of(0L), 0, Long.MAX_VALUE);
    return problems.isEmpty()
        ? Optional.of(
            new EdgeConfig(host, port, active, slots, limits, proxies, maintenance, fence))
        : Optional.empty();
  }

  private Map<Slot, Target> slots(JsonNode node) {
    onlyKeys(node, "slots.", Set.of(Slot.BLUE.label(), Slot.GREEN.label()));
    Map<Slot, Target> slots = new EnumMap<>(Slot.class);
    for (Slot slot : Slot.values()) {
      if (node.hasNonNull(slot.label())) {
        target(object(node, "slots.", slot.label()), "slots." + slot.label() + ".")
            .ifPresent(target -> slots.put(slot, target));
      }
    }
    return slots;
  }

  private Optional<Target> target(JsonNode node, String at) {
    onlyKeys(node, at, Set.of("host", "port", "release"));
    int before = problems.size();
    String host = text(node, at, "host", Optional.of("127.0.0.1"));
    int port = (int) number(node, at, "port", Optional.empty(), 1, 65_535);
    String release = text(node, at, "release", Optional.empty());
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Target(host, port, release));
    } catch (IllegalArgumentException e) {
      problems.add(at + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Slot> active(JsonNode root, Map<Slot, Target> slots) {
    String label = text(root, "", "active", Optional.of(Slot.NONE));
    Optional<Slot> slot = Slot.named(label);
    if (slot.isEmpty() && !label.equals(Slot.NONE)) {
      problems.add("active: must be blue, green or none, is \"" + label + "\"");
    }
    if (slot.isPresent() && !slots.containsKey(slot.get())) {
      problems.add("active: slot " + label + " has no valid target in slots");
    }
    return slot;
  }

  private Limits limits(JsonNode node) {
    String at = "limits.";
    onlyKeys(
        node,
        at,
        Set.of(
            "maxBodyBytes",
            "maxHeaderBytes",
            "requestTimeoutMillis",
            "clientIdleMillis",
            "transferIdleMillis",
            "webSocketIdleMillis",
            "backendIdleMillis",
            "connectTimeoutMillis",
            "maxConnections",
            "stopGraceMillis"));
    Limits d = Limits.DEFAULT;
    return new Limits(
        number(node, at, "maxBodyBytes", Optional.of(d.maxBodyBytes()), 0, 1L << 50),
        count(node, "maxHeaderBytes", d.maxHeaderBytes(), 1024, 1 << 20),
        count(node, "requestTimeoutMillis", d.requestTimeoutMillis(), 1, DAY),
        count(node, "clientIdleMillis", d.clientIdleMillis(), 100, DAY),
        count(node, "transferIdleMillis", d.transferIdleMillis(), 100, DAY),
        count(node, "webSocketIdleMillis", d.webSocketIdleMillis(), 100, DAY),
        count(node, "backendIdleMillis", d.backendIdleMillis(), 10, DAY),
        count(node, "connectTimeoutMillis", d.connectTimeoutMillis(), 1, DAY),
        count(node, "maxConnections", d.maxConnections(), 1, 1_000_000),
        count(node, "stopGraceMillis", d.stopGraceMillis(), 0, DAY));
  }

  private int count(JsonNode node, String key, int otherwise, int min, int max) {
    return (int) number(node, "limits.", key, Optional.of((long) otherwise), min, max);
  }

  private TrustedProxies trustedProxies(JsonNode node) {
    List<TrustedProxies.Range> ranges = new ArrayList<>();
    if (!node.isMissingNode() && !node.isArray()) {
      problems.add("trustedProxies: must be a list");
    }
    for (JsonNode entry : node) {
      try {
        ranges.add(TrustedProxies.Range.parse(entry.asText()));
      } catch (IllegalArgumentException e) {
        problems.add("trustedProxies: \"" + entry.asText() + "\" is no address or CIDR range");
      }
    }
    return new TrustedProxies(ranges);
  }

  private Maintenance maintenance(JsonNode node) {
    String at = "maintenance.";
    onlyKeys(node, at, Set.of("on", "retryAfterSeconds"));
    if (node.has("on") && !node.get("on").isBoolean()) {
      problems.add(at + "on: must be true or false");
    }
    long seconds = number(node, at, "retryAfterSeconds", Optional.of(30L), 1, 86_400);
    return seconds < 1 || seconds > 86_400
        ? Maintenance.OFF
        : new Maintenance(node.path("on").asBoolean(), (int) seconds);
  }

  private void onlyKeys(JsonNode node, String at, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(key -> {
          if (!known.contains(key)) {
            problems.add(at + key + ": unknown key");
          }
        });
  }

  private JsonNode object(JsonNode parent, String at, String key) {
    JsonNode node = parent.path(key);
    if (!node.isMissingNode() && !node.isObject()) {
      problems.add(at + key + ": must be an object");
    }
    return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
  }

  private String text(JsonNode node, String at, String key, Optional<String> otherwise) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() && otherwise.isPresent()) {
      return otherwise.get();
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      problems.add(at + key + (value.isMissingNode() ? ": is missing" : ": must be a text"));
      return "";
    }
    return value.asText();
  }

  private long number(
      JsonNode node, String at, String key, Optional<Long> otherwise, long min, long max) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() && otherwise.isPresent()) {
      return otherwise.get();
    }
    if (value.isMissingNode()) {
      problems.add(at + key + ": is missing");
      return min;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      problems.add(at + key + ": must be a whole number");
      return min;
    }
    if (value.asLong() < min || value.asLong() > max) {
      problems.add(at + key + ": must be " + min + " to " + max + ", is " + value.asLong());
      return min;
    }
    return value.asLong();
  }
}
