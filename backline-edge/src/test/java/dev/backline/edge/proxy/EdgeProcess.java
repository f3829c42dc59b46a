package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real edge in a process of its own, told what to do through its files and its admin port. */
final class EdgeProcess implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final Path directory;
  private final Process process;
  private final JsonNode pidFile;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private EdgeProcess(Path directory, Process process, JsonNode pidFile) {
    this.directory = directory;
    this.process = process;
    this.pidFile = pidFile;
  }

  static ObjectNode config() {
    ObjectNode config = JSON.createObjectNode().put("version", 1);
    config.putObject("listen").put("host", "127.0.0.1").put("port", 0);
    config.putObject("slots");
    config.putObject("limits");
    return config;
  }

  static ObjectNode configServing(String slot, int port, String release) {
    ObjectNode config = config().put("active", slot);
    ((ObjectNode) config.get("slots")).putObject(slot).put("port", port).put("release", release);
    return config;
  }

  static EdgeProcess start(Path directory, ObjectNode config) throws Exception {
    writeFiles(directory, config.toString());
    return restart(directory);
  }

  static void writeFiles(Path directory, String config) throws IOException {
    Files.createDirectories(directory);
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    Files.writeString(directory.resolve("edge.json"), config);
    Files.setPosixFilePermissions(directory.resolve("edge.json"), ownerOnly);
    Files.writeString(directory.resolve("admin.token"), TOKEN + "\n");
    Files.setPosixFilePermissions(directory.resolve("admin.token"), ownerOnly);
  }

  /** Starts on what the directory holds and waits until it serves. */
  static EdgeProcess restart(Path directory) throws Exception {
    Process process = launch(directory);
    Path pidFile = directory.resolve("edge.pid.json");
    Await.until(
        "edge.pid.json of pid " + process.pid(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(
                "edge exited " + process.exitValue() + ": " + stderr(directory));
          }
          return Files.exists(pidFile)
              && JSON.readTree(Files.readString(pidFile)).path("pid").asLong() == process.pid();
        });
    return new EdgeProcess(directory, process, JSON.readTree(Files.readString(pidFile)));
  }

  static Process launch(Path directory) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xms8m",
                "-Xmn4m",
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-XX:TrimNativeHeapInterval=10000",
                "-cp",
                System.getProperty("java.class.path"),
                EdgeMain.class.getName(),
                "--state",
                directory.toString()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.appendTo(directory.resolve("stderr").toFile()))
        .start();
  }

  static String stderr(Path directory) throws IOException {
    return Files.readString(directory.resolve("stderr"));
  }

  int port() {
    return pidFile.get("listenPort").asInt();
  }

  JsonNode pidFile() {
    return pidFile;
  }

  Path directory() {
    return directory;
  }

  Process process() {
    return process;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> admin(String method, String path, String body) throws Exception {
    return admin(method, path, body, TOKEN);
  }

  HttpResponse<String> admin(String method, String path, String body, String token)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + pidFile.get("adminPort").asInt() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  JsonNode ask(String path) throws Exception {
    HttpResponse<String> answer = admin("GET", path, "");
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** The statistics, once that many requests are in them: a request is counted when it is over. */
  JsonNode stats(long requests) throws Exception {
    Await.until(
        requests + " requests to be counted",
        () -> {
          long counted = 0;
          for (JsonNode release : ask("/stats").get("releases")) {
            counted += release.get("requests").asLong();
          }
          return counted >= requests;
        });
    return ask("/stats");
  }

  JsonNode switchTo(String slot, int port, String release, long fence) throws Exception {
    HttpResponse<String> answer = trySwitch(slot, port, release, fence);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  HttpResponse<String> trySwitch(String slot, int port, String release, long fence)
      throws Exception {
    ObjectNode order =
        JSON.createObjectNode().put("slot", slot).put("release", release).put("fence", fence);
    order.putObject("target").put("host", "127.0.0.1").put("port", port);
    return admin("POST", "/switch", order.toString());
  }

  int inFlight(String slot) throws Exception {
    return ask("/drain?slot=" + slot).at("/slots/" + slot + "/inFlight").asInt();
  }

  int webSockets(String slot) throws Exception {
    return ask("/drain?slot=" + slot).at("/slots/" + slot + "/webSockets").asInt();
  }

  int exitStatus(int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("edge still runs after " + seconds + " s");
    }
    return process.exitValue();
  }

  List<JsonNode> accessLog() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    if (!Files.exists(directory.resolve("access.log"))) {
      return lines;
    }
    for (String line : Files.readAllLines(directory.resolve("access.log"))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  /** The log line of a request, when it has been written. */
  JsonNode logLine(String path) throws Exception {
    Await.until(
        "a line for " + path, () -> accessLog().stream().anyMatch(line -> isFor(line, path)));
    return accessLog().stream().filter(line -> isFor(line, path)).findFirst().orElseThrow();
  }

  private static boolean isFor(JsonNode line, String path) {
    return line.path("path").asText().equals(path);
  }

  @Override
  public void close() throws InterruptedException {
    http.shutdownNow();
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
