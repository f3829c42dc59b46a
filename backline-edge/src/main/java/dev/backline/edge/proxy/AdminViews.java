package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What the admin port shows, as JSON. */
final class AdminViews {

  private final Routing routing;
  private final ProcessIdentity process;
  private final long startedAtMillis;
  private final IntSupplier listenPort;
  private final BooleanSupplier stopping;

  AdminViews(
      Routing routing,
      ProcessIdentity process,
      long startedAtMillis,
      IntSupplier listenPort,
      BooleanSupplier stopping) {
    this.routing = routing;
    this.process = process;
    this.startedAtMillis = startedAtMillis;
    this.listenPort = listenPort;
    this.stopping = stopping;
  }

  ObjectNode state() {
    EdgeConfig config = routing.config();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", process.version())
            .put("pid", process.pid())
            .put("startTime", process.startTime())
            .put("startedAt", startedAtMillis);
    json.putObject("listen").put("host", config.listenHost()).put("port", listenPort.getAsInt());
    json.put("active", label(config.active()))
        .put("release", config.activeTarget().map(Target::release).orElse(null))
        .put("fence", config.fence())
        .put("stopping", stopping.getAsBoolean());
    json.set("maintenance", EdgeConfigWriter.maintenance(config.maintenance()));
    ObjectNode slots = json.putObject("slots");
    for (Slot slot : Slot.values()) {
      slots.set(slot.label(), slot(slot, config.slots().get(slot)));
    }
    return json;
  }

  ObjectNode drain(List<Slot> slots) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode bySlot = json.putObject("slots");
    for (Slot slot : slots) {
      int inFlight = routing.inFlight(slot);
      int webSockets = routing.webSockets(slot);
      bySlot
          .putObject(slot.label())
          .put("inFlight", inFlight)
          .put("webSockets", webSockets)
          .put("total", inFlight + webSockets)
          .put("drained", inFlight + webSockets == 0);
    }
    return json;
  }

  static ObjectNode switched(Optional<Slot> slot, Routing.Switched switched, long fence) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("active", label(slot))
        .put("release", switched.target().map(Target::release).orElse(null))
        .put("previous", label(switched.previous()))
        .put("inFlightOld", switched.inFlightOld())
        .put("fence", fence)
        .put("changed", switched.changed());
  }

  private @Nullable ObjectNode slot(Slot slot, @Nullable Target target) {
    if (target == null) {
      return null;
    }
    return EdgeConfigWriter.target(target)
        .put("inFlight", routing.inFlight(slot))
        .put("webSockets", routing.webSockets(slot))
        .put("idleConnections", routing.idleConnections(slot));
  }

  private static String label(Optional<Slot> slot) {
    return slot.map(Slot::label).orElse(Slot.NONE);
  }
}
