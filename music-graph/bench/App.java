import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The app as it is deployed: its own process, 160 MB of heap, C1, the serial collector. */
final class App implements AutoCloseable {
  static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx160m");
  private static final Path HOME = Path.of("target/app").toAbsolutePath();

  private final Process process;
  private final Path log;
  private final URI address;
  private final Duration start;

  private App(Process process, Path log, URI address, Duration start) {
    this.process = process;
    this.log = log;
    this.address = address;
    this.start = start;
  }

  /** A command other than serve. */
  static String command(String database, String... arguments) throws IOException {
    List<String> command = java(List.of());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile());
    builder.environment().put("DATABASE_URL", database);
    builder.environment().put("ADMIN_PASSWORD", Visitors.PASSWORD);
    return Run.finish(builder);
  }

  /** Returns when the app says that it is healthy. */
  static App start(String database, Path log, String... options) throws IOException {
    int port = Cluster.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(java(List.of(options)))
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("DATABASE_URL", database);
    builder.environment().put("PORT", String.valueOf(port));
    long before = System.nanoTime();
    Process process = builder.start();
    URI address = URI.create("http://127.0.0.1:" + port);
    while (!healthy(address)) {
      Duration passed = Duration.ofNanos(System.nanoTime() - before);
      if (!process.isAlive() || passed.toSeconds() > 60) {
        process.destroyForcibly();
        throw new IOException("the app doesn't start: " + Files.readString(log));
      }
    }
    return new App(process, log, address, Duration.ofNanos(System.nanoTime() - before));
  }

  URI address() {
    return address;
  }

  /** From the command to the first healthy answer. */
  Duration startTime() {
    return start;
  }

  /** In megabytes: resident now, and at most so far. */
  double resident(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> java(List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(more);
    command.addAll(List.of("-jar", "music-graph.jar"));
    return command;
  }

  private static boolean healthy(URI address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address.resolve("/healthz").toURL().openConnection();
      connection.setConnectTimeout(500);
      connection.setReadTimeout(2_000);
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      try {
        Thread.sleep(5);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      return false;
    }
  }
}
