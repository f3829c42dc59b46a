package dev.musicgraph.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A throw-away PostgreSQL cluster on 127.0.0.1, made by the machine's own binaries. */
final class PostgresCluster {
  private final Path home;
  private final Process server;
  private final int port;

  private PostgresCluster(Path home, Process server, int port) {
    this.home = home;
    this.server = server;
    this.port = port;
  }

  /** Takes about a second. */
  static PostgresCluster start() {
    try {
      Path home = Files.createTempDirectory("music-graph-postgres");
      Path binaries = binaries();
      List<String> user = asOrdinaryUser(home);
      Path data = home.resolve("data");
      Path log = home.resolve("log");
      run(
          home,
          with(
              user,
              binaries.resolve("initdb").toString(),
              "-D",
              data.toString(),
              "-U",
              "postgres",
              "-A",
              "trust",
              "-E",
              "UTF8",
              "--locale=C",
              "--no-sync"));
      int port = freePort();
      Process server =
          new ProcessBuilder(
                  with(
                      user,
                      binaries.resolve("postgres").toString(),
                      "-D",
                      data.toString(),
                      "-p",
                      String.valueOf(port),
                      "-F",
                      "-c",
                      "listen_addresses=127.0.0.1",
                      "-c",
                      "unix_socket_directories=",
                      "-c",
                      "shared_buffers=32MB"))
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      PostgresCluster cluster = new PostgresCluster(home, server, port);
      cluster.awaitReady(log);
      return cluster;
    } catch (IOException e) {
      throw new IllegalStateException("no PostgreSQL cluster for the tests", e);
    }
  }

  String url(String database) {
    return "postgresql://postgres@127.0.0.1:" + port + "/" + database;
  }

  /** At once and without a clean end: nothing in it is needed any more. */
  void stop() {
    try {
      new ProcessBuilder("kill", "-QUIT", String.valueOf(server.pid())).start().waitFor();
      if (!server.waitFor(5, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      System.err.println("left behind: " + home + " (" + e + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady(Path log) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try (Connection connection =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "")) {
        return;
      } catch (SQLException e) {
        if (!server.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("PostgreSQL is not ready: " + Files.readString(log), e);
        }
      }
      pause();
    }
  }

  private static Path binaries() throws IOException {
    List<Path> places = new ArrayList<>();
    try {
      Process asked = new ProcessBuilder("pg_config", "--bindir").start();
      places.add(Path.of(new String(asked.getInputStream().readAllBytes()).strip()));
    } catch (IOException e) {
      // not installed: look where Debian puts the server
    }
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions
            .sorted(Comparator.comparing((Path p) -> p.getFileName().toString()).reversed())
            .forEach(version -> places.add(version.resolve("bin")));
      }
    }
    return places.stream()
        .filter(place -> Files.isExecutable(place.resolve("initdb")))
        .findFirst()
        .orElseThrow(() ->
            new IOException(
                "no initdb in "
                    + places
                    + ": install PostgreSQL's server, or set"
                    + " TEST_DATABASE_URL"));
  }

  /** PostgreSQL refuses root: what to put before its commands so that they don't run as root. */
  private static List<String> asOrdinaryUser(Path home) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    List<String> mapped = List.of("unshare", "-U", "--map-user=65534", "--map-group=65534");
    if (succeeds(with(mapped, "true"))) {
      return mapped;
    }
    run(home, List.of("chown", "postgres", home.toString()));
    return List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");
  }

  private static boolean succeeds(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void run(Path home, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + " failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static List<String> with(List<String> prefix, String... command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(List.of(command));
    return whole;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
