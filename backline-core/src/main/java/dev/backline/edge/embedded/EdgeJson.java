package dev.backline.edge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.config.ListenAddress;
import dev.backline.edge.EdgeStats;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.InFlight;
import dev.backline.edge.Latencies;
import dev.backline.edge.ReleaseTraffic;
import dev.backline.edge.Route;
import dev.backline.edge.RouteTraffic;
import dev.backline.edge.Target;
import dev.backline.host.Fence;
import dev.backline.runtime.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What goes to and comes from the edge's admin port. */
final class EdgeJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NONE = "none";

  private EdgeJson() {}

  static EdgeStatus.Up state(JsonNode state) {
    JsonNode listen = state.required("listen");
    return new EdgeStatus.Up(
        state.required("pid").longValue(),
        new ListenAddress(listen.required("host").textValue(), listen.required("port").intValue()),
        route(state),
        state.required("maintenance").required("on").booleanValue(),
        new Fence(state.required("fence").longValue()));
  }

  /** The route in {@code edge.json}, where what has a default may be missing. */
  static Optional<Route> configuredRoute(JsonNode configuration) {
    return configuration.path("active").isTextual() ? route(configuration) : Optional.empty();
  }

  private static Optional<Route> route(JsonNode node) {
    String active = node.required("active").textValue();
    if (active.equals(NONE)) {
      return Optional.empty();
    }
    JsonNode slot = node.required("slots").required(active);
    return Optional.of(
        new Route(
            Slot.labelled(active),
            new Target(slot.path("host").asText("127.0.0.1"), slot.required("port").intValue()),
            slot.required("release").textValue()));
  }

  static ObjectNode switchTo(Optional<Route> route, Fence fence) {
    ObjectNode body = JSON.createObjectNode().put("fence", fence.token());
    body.put("slot", route.map(to -> to.slot().label()).orElse(NONE));
    route.ifPresent(to -> {
      body.putObject("target").put("host", to.target().host()).put("port", to.target().port());
      body.put("release", to.release());
    });
    return body;
  }

  static ObjectNode maintenance(boolean on, Fence fence) {
    return JSON.createObjectNode().put("on", on).put("fence", fence.token());
  }

  static InFlight inFlight(JsonNode drain, Slot slot) {
    JsonNode counts = drain.required("slots").required(slot.label());
    return new InFlight(
        counts.required("inFlight").longValue(), counts.required("webSockets").longValue());
  }

  static EdgeStats stats(JsonNode stats) {
    List<ReleaseTraffic> releases = new ArrayList<>();
    stats.required("releases").forEach(release -> releases.add(traffic(release)));
    return new EdgeStats(
        Instant.ofEpochMilli(stats.required("since").longValue()),
        Instant.ofEpochMilli(stats.required("now").longValue()),
        releases);
  }

  private static ReleaseTraffic traffic(JsonNode release) {
    JsonNode status = release.required("status");
    JsonNode latency = release.required("latencyMillis");
    return new ReleaseTraffic(
        Optional.ofNullable(release.path("release").textValue()),
        release.required("requests").longValue(),
        status.required("4xx").longValue(),
        status.required("5xx").longValue(),
        release.required("failedByEdge").longValue(),
        release.required("failedByApp").longValue(),
        release.required("maintenance").longValue(),
        release.required("aborted").longValue(),
        latency.required("p50").doubleValue(),
        latency.required("p95").doubleValue(),
        latency.required("p99").doubleValue(),
        latency.required("max").doubleValue(),
        routes(release));
  }

  /** An edge that was started by an earlier Backline tells none. */
  private static List<RouteTraffic> routes(JsonNode release) {
    List<RouteTraffic> routes = new ArrayList<>();
    for (JsonNode route : release.path("routes")) {
      SortedMap<Double, Long> counts = new TreeMap<>();
      route
          .required("latency")
          .forEach(
              pair -> counts.put(pair.required(0).doubleValue(), pair.required(1).longValue()));
      routes.add(
          new RouteTraffic(
              route.required("route").textValue(),
              route.required("requests").longValue(),
              route.required("failed").longValue(),
              new Latencies(counts)));
    }
    return routes;
  }

  static JsonNode parse(@Nullable String text) {
    try {
      return JSON.readTree(text == null ? "" : text);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("the edge's answer is not JSON: " + text, e);
    }
  }
}
