package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns a configuration back into what {@link EdgeConfigReader} reads. */
final class EdgeConfigWriter {

  private EdgeConfigWriter() {}

  static String write(EdgeConfig config) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", 1);
    root.putObject("listen").put("host", config.listenHost()).put("port", config.listenPort());
    root.put("active", config.active().map(Slot::label).orElse(Slot.NONE));
    ObjectNode slots = root.putObject("slots");
    config.slots().forEach((slot, target) -> slots.set(slot.label(), target(target)));
    root.set("limits", limits(config.limits()));
    var proxies = root.putArray("trustedProxies");
    config.trustedProxies().ranges().forEach(range -> proxies.add(range.text()));
    root.set("maintenance", maintenance(config.maintenance()));
    root.put("fence", config.fence());
    return root.toPrettyString() + "\n";
  }

  static ObjectNode target(Target target) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("host", target.host())
        .put("port", target.port())
        .put("release", target.release());
  }

  static ObjectNode maintenance(Maintenance maintenance) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("on", maintenance.on())
        .put("retryAfterSeconds", maintenance.retryAfterSeconds());
  }

  private static ObjectNode limits(Limits limits) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("maxBodyBytes", limits.maxBodyBytes())
        .put("maxHeaderBytes", limits.maxHeaderBytes())
        .put("requestTimeoutMillis", limits.requestTimeoutMillis())
        .put("clientIdleMillis", limits.clientIdleMillis())
        .put("transferIdleMillis", limits.transferIdleMillis())
        .put("webSocketIdleMillis", limits.webSocketIdleMillis())
        .put("backendIdleMillis", limits.backendIdleMillis())
        .put("connectTimeoutMillis", limits.connectTimeoutMillis())
        .put("maxConnections", limits.maxConnections())
        .put("stopGraceMillis", limits.stopGraceMillis());
  }
}
