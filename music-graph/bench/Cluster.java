import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of our own on 127.0.0.1, from the machine's binaries, gone afterwards. */
final class Cluster implements AutoCloseable {
  private final Path home;
  private final Path binaries;
  private final List<String> user;
  private final int port = freePort();
  private final Process server;

  Cluster(Path directory) throws IOException {
    home = Files.createDirectory(directory.resolve("postgresql"));
    binaries = binaries();
    user = asOrdinaryUser();
    String data = home.resolve("data").toString();
    Run.quietly(as("initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C"));
    server =
        new ProcessBuilder(
                as("postgres", "-D", data, "-p", port + "", "-c", "listen_addresses=127.0.0.1",
                    "-c", "unix_socket_directories="))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (new ProcessBuilder(as("pg_isready", "-q", "-h", "127.0.0.1", "-p", port + "")).start().onExit().join().exitValue() != 0) {
      if (System.nanoTime() > deadline || !server.isAlive()) {
        throw new IOException("PostgreSQL is not ready: " + Files.readString(home.resolve("log")));
      }
    }
  }

  /** The URL of a new database. */
  String create(String database) throws IOException {
    sql("postgres", "create database " + database);
    return "postgresql://bench@127.0.0.1:" + port + "/" + database;
  }

  /** What a query answers, without decoration. */
  String sql(String database, String sql) throws IOException {
    return Run.quietly(
        as("psql", "-h", "127.0.0.1", "-p", port + "", "-U", "bench", "-d", database, "-At", "-v",
            "ON_ERROR_STOP=1", "-c", sql)).strip();
  }

  @Override
  public void close() throws IOException {
    new ProcessBuilder("kill", "-INT", server.pid() + "").start().onExit().join();
    try {
      if (!server.waitFor(20, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> as(String program, String... arguments) {
    List<String> command = new ArrayList<>(user);
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path binaries() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        return versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
      }
    }
    return Path.of(Run.quietly(List.of("pg_config", "--bindir")).strip());
  }

  /** PostgreSQL refuses root. */
  private List<String> asOrdinaryUser() throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    List<String> mapped = List.of("unshare", "-U", "--map-user=65534", "--map-group=65534");
    try {
      List<String> attempt = new ArrayList<>(mapped);
      attempt.add("true");
      Run.quietly(attempt);
      return mapped;
    } catch (IOException e) {
      Run.quietly(List.of("chown", "-R", "postgres", home.toString()));
      Run.quietly(List.of("chmod", "755", home.getParent().toString()));
      return List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");
    }
  }
}
