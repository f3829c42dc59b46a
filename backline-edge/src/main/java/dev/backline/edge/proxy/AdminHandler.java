package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The admin protocol: who may ask, which question it is, and errors as JSON. */
final class AdminHandler implements HttpHandler {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BODY_BYTES = 64 << 10;

  private record Answer(int status, ObjectNode body) {}

  private interface Question {
    Answer answer(HttpServerExchange exchange) throws Routing.Fenced, IOException, BadRequest;
  }

  private record Endpoint(HttpString method, Question question) {}

  private final byte[] token;
  private final Routing routing;
  private final Stats stats;
  private final AdminViews views;
  private final Runnable stop;
  private final Map<String, Endpoint> endpoints;

  AdminHandler(byte[] token, Routing routing, Stats stats, AdminViews views, Runnable stop) {
    this.token = token.clone();
    this.routing = routing;
    this.stats = stats;
    this.views = views;
    this.stop = stop;
    this.endpoints =
        Map.of(
            "/state", new Endpoint(Methods.GET, exchange -> ok(views.state())),
            "/switch", new Endpoint(Methods.POST, this::switchSlot),
            "/drain", new Endpoint(Methods.GET, this::drain),
            "/maintenance", new Endpoint(Methods.POST, this::maintenance),
            "/stats", new Endpoint(Methods.GET, this::statistics),
            "/stop", new Endpoint(Methods.POST, exchange -> stopping()));
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (exchange.isInIoThread()) {
      exchange.dispatch(this);
      return;
    }
    exchange.startBlocking();
    Answer answer = authorized(exchange) ? dispatch(exchange) : unauthorized();
    exchange.setStatusCode(answer.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(answer.body() + "\n");
    if (answer.status() == 202) {
      stop.run();
    }
  }

  private boolean authorized(HttpServerExchange exchange) {
    @Nullable String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return false;
    }
    return MessageDigest.isEqual(
        token, header.substring(7).strip().getBytes(StandardCharsets.ISO_8859_1));
  }

  private Answer dispatch(HttpServerExchange exchange) {
    @Nullable Endpoint endpoint = endpoints.get(exchange.getRequestPath());
    if (endpoint == null) {
      return error(404, "not-found", "there is nothing at " + exchange.getRequestPath());
    }
    if (!endpoint.method().equals(exchange.getRequestMethod())) {
      return error(405, "method", "use " + endpoint.method());
    }
    try {
      return endpoint.question().answer(exchange);
    } catch (BadRequest e) {
      return error(400, "bad-request", String.valueOf(e.getMessage()));
    } catch (Routing.Fenced e) {
      Answer refused = error(409, "fence", String.valueOf(e.getMessage()));
      refused.body().put("highest", e.highest());
      return refused;
    } catch (IOException e) {
      return error(500, "internal", "nothing was changed: " + e);
    }
  }

  private Answer switchSlot(HttpServerExchange exchange)
      throws Routing.Fenced, IOException, BadRequest {
    AdminRequest request = body(exchange, List.of("slot", "target", "release", "fence"));
    long fence = request.fence();
    Optional<Slot> slot = request.slot();
    Routing.Switched switched =
        slot.isPresent()
            ? routing.switchTo(slot.get(), request.target(), fence)
            : routing.switchToNothing(fence);
    return ok(AdminViews.switched(slot, switched, fence));
  }

  private Answer drain(HttpServerExchange exchange) throws BadRequest {
    Optional<String> label = query(exchange, "slot");
    if (label.isEmpty()) {
      return ok(views.drain(Arrays.asList(Slot.values())));
    }
    Slot slot =
        Slot.named(label.get()).orElseThrow(() -> new BadRequest("slot: must be blue or green"));
    return ok(views.drain(List.of(slot)));
  }

  private Answer maintenance(HttpServerExchange exchange)
      throws Routing.Fenced, IOException, BadRequest {
    AdminRequest request = body(exchange, List.of("on", "retryAfterSeconds", "fence"));
    Maintenance maintenance = request.maintenance();
    routing.maintain(maintenance, request.optionalFence());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("maintenance", EdgeConfigWriter.maintenance(maintenance));
    return ok(json);
  }

  private Answer statistics(HttpServerExchange exchange) throws BadRequest {
    String since = query(exchange, "since").orElse("0");
    try {
      return ok(stats.since(Long.parseLong(since)));
    } catch (NumberFormatException e) {
      throw new BadRequest("since: must be epoch milliseconds");
    }
  }

  private static Answer stopping() {
    return new Answer(202, JsonNodeFactory.instance.objectNode().put("stopping", true));
  }

  private static AdminRequest body(HttpServerExchange exchange, List<String> keys)
      throws IOException, BadRequest {
    byte[] bytes = exchange.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw new BadRequest("the body is larger than 64 KiB");
    }
    JsonNode json;
    try {
      json = JSON.readTree(bytes);
    } catch (IOException e) {
      throw new BadRequest("the body is not JSON");
    }
    return AdminRequest.of(json, keys);
  }

  private static Optional<String> query(HttpServerExchange exchange, String name) {
    @Nullable Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null ? Optional.empty() : Optional.ofNullable(values.peek());
  }

  private static Answer ok(ObjectNode body) {
    return new Answer(200, body);
  }

  private static Answer unauthorized() {
    return error(401, "unauthorized", "send the token of admin.token as bearer token");
  }

  private static Answer error(int status, String error, String message) {
    return new Answer(
        status, JsonNodeFactory.instance.objectNode().put("error", error).put("message", message));
  }
}
