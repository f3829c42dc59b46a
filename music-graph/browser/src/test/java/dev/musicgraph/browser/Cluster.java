package dev.musicgraph.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of its own, from the machine's binaries; ends with the JVM. */
final class Cluster {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private final int port;

  private Cluster(int port) {
    this.port = port;
  }

  static Cluster start() {
    try {
      Path home = Files.createTempDirectory("music-graph-browser");
      Path data = home.resolve("data");
      List<String> user = asOrdinaryUser(home);
      String binaries = binaries().toString();
      int port = freePort();
      run(
          with(
              user,
              binaries + "/initdb",
              "-D",
              data.toString(),
              "-U",
              "postgres",
              "-A",
              "trust",
              "-E",
              "UTF8",
              "--locale=C.UTF-8",
              "-N"));
      Process server =
          new ProcessBuilder(
                  with(
                      user,
                      binaries + "/postgres",
                      "-D",
                      data.toString(),
                      "-p",
                      String.valueOf(port),
                      "-k",
                      home.toString(),
                      "-c",
                      "listen_addresses=127.0.0.1",
                      "-c",
                      "fsync=off"))
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, home)));
      Cluster cluster = new Cluster(port);
      cluster.awaitReady(server, home.resolve("log"));
      return cluster;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("PostgreSQL could not be started", e);
    }
  }

  String newDatabase(String name) {
    try (Connection connection = DriverManager.getConnection(jdbc("postgres"), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "postgresql://postgres@127.0.0.1:" + port + "/" + name;
  }

  private String jdbc(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private void awaitReady(Process server, Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE;
    while (true) {
      try (Connection connection = DriverManager.getConnection(jdbc("postgres"), "postgres", "")) {
        return;
      } catch (SQLException e) {
        if (!server.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("PostgreSQL is not ready: " + Files.readString(log), e);
        }
      }
      Thread.sleep(50);
    }
  }

  /** PostgreSQL refuses root: what to put before its commands so that they don't run as root. */
  private static List<String> asOrdinaryUser(Path home) throws IOException, InterruptedException {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    List<String> mapped = List.of("unshare", "-U", "--map-user=65534", "--map-group=65534");
    if (new ProcessBuilder(with(mapped, "true")).start().waitFor() == 0) {
      return mapped;
    }
    run(List.of("chown", "postgres", home.toString()));
    return List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");
  }

  private static Path binaries() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(place -> Files.isExecutable(place.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("no initdb: install PostgreSQL's server"));
    }
  }

  private static void stop(Process server, Path home) {
    server.destroy();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("left behind: " + home + ": " + e);
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed: " + output);
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
}
