import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** A web app that starts in a third of a second and misbehaves as the file behaviour.properties in its bundle tells it to. */
public final class Tiny {

  private static final String VERSION = System.getenv().getOrDefault("RELEASE_VERSION", "?");
  private static final boolean PROD = "prod".equals(System.getenv("ENVIRONMENT"));
  private static final Properties BEHAVIOUR = new Properties();
  private static final AtomicBoolean DYING = new AtomicBoolean();

  public static void main(String[] args) throws Exception {
    try (var in = Files.newBufferedReader(Path.of("behaviour.properties"))) {
      BEHAVIOUR.load(in);
    }
    if (misbehaves("start", "exit")) {
      System.err.println("I was told to exit at once");
      System.exit(3);
    }
    call(BEHAVIOUR.getProperty("call", ""));
    int port = Integer.parseInt(System.getenv("PORT"));
    InetAddress host = InetAddress.getByName(System.getenv().getOrDefault("HOST", "127.0.0.1"));
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", Tiny::page);
    server.createContext("/version", exchange -> answer(exchange, 200, "{\"version\": \"" + VERSION + "\"}"));
    server.createContext("/healthz", Tiny::health);
    server.createContext("/smoke", Tiny::smoke);
    server.start();
  }

  /** Tells whoever listens on that port of 127.0.0.1 which slot it was started in. */
  private static void call(String port) {
    if (port.isEmpty()) {
      return;
    }
    try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(port))) {
      socket.getOutputStream().write(System.getenv("BACKLINE_SLOT").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      System.err.println("I can't call: " + e.getMessage());
    }
  }

  private static void page(HttpExchange exchange) throws IOException {
    boolean fails = throughTheEdge(exchange) && misbehaves("page", "failThroughTheEdge");
    answer(exchange, fails ? 500 : 200, "Tiny " + VERSION);
  }

  private static void health(HttpExchange exchange) throws IOException {
    if (misbehaves("health", "never")) {
      answer(exchange, 503, "not yet");
      return;
    }
    answer(exchange, 200, "up");
    long millis = Long.parseLong(BEHAVIOUR.getProperty("dieAfterHealthyMillis", "-1"));
    if (millis >= 0 && PROD && DYING.compareAndSet(false, true)) {
      Thread.ofVirtual().start(() -> {
        sleep(millis);
        System.err.println("I was told to die");
        Runtime.getRuntime().halt(7);
      });
    }
  }

  private static void smoke(HttpExchange exchange) throws IOException {
    if (misbehaves("smoke", "hang")) {
      sleep(60_000);
    }
    boolean fails =
        misbehaves("smoke", "fail") || throughTheEdge(exchange) && misbehaves("smoke", "failThroughTheEdge");
    answer(exchange, fails ? 500 : 200, fails ? "broken in production only" : "fine");
  }

  private static boolean throughTheEdge(HttpExchange exchange) {
    return exchange.getRequestHeaders().containsKey("X-Forwarded-For");
  }

  private static boolean misbehaves(String what, String how) {
    return PROD && how.equals(BEHAVIOUR.getProperty(what));
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("X-Release", VERSION);
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
