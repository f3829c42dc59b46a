package dev.backline.edge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.ListenAddress;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.Route;
import dev.backline.host.detached.LogFile;
import dev.backline.host.local.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** The edge's files as docs/edge-protocol.md has them, and {@code wanted.json}, which is ours. */
record EdgeFiles(Path directory) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOKEN_BYTES = 32;

  /** What the edge should be: what it was last started with, and whether it is to run. */
  record Wanted(EdgeSettings settings, boolean running) {}

  /** Where the running edge says it is. */
  record Pid(long pid, long startTime, int adminPort) {}

  LogFile log() {
    return new LogFile(directory.resolve("logs").resolve("edge.log"));
  }

  Path lock() {
    return directory.resolve("control.lock");
  }

  /** The edge's password; made once. */
  String token() {
    Path file = directory.resolve("admin.token");
    Optional<String> known = text(file).map(String::strip).filter(text -> !text.isEmpty());
    if (known.isPresent()) {
      return known.get();
    }
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    write(file, token + "\n");
    return token;
  }

  Optional<Pid> pid() {
    return json("edge.pid.json")
        .map(pid ->
            new Pid(
                pid.required("pid").longValue(),
                pid.required("startTime").longValue(),
                pid.required("adminPort").intValue()));
  }

  /** What the edge serves when it is started; while it runs, ask it instead. */
  Optional<Route> route() {
    return json("edge.json").flatMap(EdgeJson::configuredRoute);
  }

  /** For an edge that doesn't run: new settings, the old route, maintenance and fence. */
  void configure(EdgeSettings settings) {
    ObjectNode root =
        json("edge.json")
            .map(node -> (ObjectNode) node)
            .orElseGet(() -> JSON.createObjectNode().put("version", 1));
    root.putObject("listen")
        .put("host", settings.listen().host())
        .put("port", settings.listen().port());
    root.putObject("limits")
        .put("maxBodyBytes", settings.limits().maxBody().bytes())
        .put("requestTimeoutMillis", settings.limits().requestTimeout().toMillis());
    write(directory.resolve("edge.json"), root.toPrettyString() + "\n");
  }

  Optional<Wanted> wanted() {
    return json("wanted.json").map(EdgeFiles::wanted);
  }

  private static Wanted wanted(JsonNode node) {
    JsonNode listen = node.required("listen");
    return new Wanted(
        new EdgeSettings(
            new ListenAddress(
                listen.required("host").textValue(), listen.required("port").intValue()),
            new EdgeSpec(
                new DataSize(node.required("maxBodyBytes").longValue()),
                Duration.ofMillis(node.required("requestTimeoutMillis").longValue()))),
        node.required("running").booleanValue());
  }

  void want(Wanted wanted) {
    EdgeSettings settings = wanted.settings();
    ObjectNode root = JSON.createObjectNode().put("running", wanted.running());
    root.putObject("listen")
        .put("host", settings.listen().host())
        .put("port", settings.listen().port());
    root.put("maxBodyBytes", settings.limits().maxBody().bytes())
        .put("requestTimeoutMillis", settings.limits().requestTimeout().toMillis());
    write(directory.resolve("wanted.json"), root.toPrettyString() + "\n");
  }

  private Optional<JsonNode> json(String name) {
    Path file = directory.resolve(name);
    return text(file)
        .map(text -> {
          try {
            return JSON.readTree(text);
          } catch (IOException e) {
            throw new UncheckedIOException(file + " is not JSON", e);
          }
        });
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written", e);
    }
  }
}
