package dev.backline.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away PostgreSQL cluster, from the machine's newest binaries. It listens on 127.0.0.1. It
 * does not wait for the disk ({@code fsync} off): for tests only.
 */
public final class PostgresCluster implements AutoCloseable {

  public static final String USER = "postgres";
  public static final String PASSWORD = "for-tests-only";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int SECONDS = 60;
  private static final int STARTS = 5;

  private static @Nullable PostgresCluster shared;

  private final Path binaries;
  private final Path data;
  private final int port;

  private PostgresCluster(Path binaries, Path data, int port) {
    this.binaries = binaries;
    this.data = data;
    this.port = port;
  }

  /** The one that all tests of this JVM share; it is stopped and deleted when the JVM ends. */
  public static synchronized PostgresCluster shared() {
    if (shared == null) {
      Path directory = temporaryDirectory();
      PostgresCluster cluster = start(directory);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> cluster.stopAndDelete(directory)));
      shared = cluster;
    }
    return shared;
  }

  /** Makes a cluster below that directory and starts it. */
  public static PostgresCluster start(Path directory) {
    return start(directory, LOOPBACK, "");
  }

  /** The same for the hosts of a network that this machine is on: it listens there, too. */
  public static PostgresCluster start(Path directory, String address) {
    return start(directory, LOOPBACK + "," + address, "host all all samenet scram-sha-256\n");
  }

  private static PostgresCluster start(Path directory, String addresses, String admitted) {
    Path binaries = newestBinaries();
    Path data = directory.resolve("data");
    try {
      Path password = Files.writeString(directory.resolve("password"), PASSWORD);
      run(
          binaries.resolve("initdb").toString(),
          "--pgdata=" + data,
          "--username=" + USER,
          "--auth=scram-sha-256",
          "--pwfile=" + password,
          "--encoding=UTF8",
          "--locale=C.UTF-8",
          "--no-sync");
      Files.writeString(data.resolve("pg_hba.conf"), admitted, StandardOpenOption.APPEND);
      return new PostgresCluster(binaries, data, launch(binaries, data, addresses));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** Where {@code pg_dump} and the others lie. */
  public Path binaries() {
    return binaries;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** A superuser's connection. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), USER, PASSWORD);
  }

  /** Runs SQL as superuser in the maintenance database. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    run(
        binaries.resolve("pg_ctl").toString(),
        "stop",
        "--mode=immediate",
        "--wait",
        "--pgdata=" + data);
  }

  private static int launch(Path binaries, Path data, String addresses) {
    for (int start = 1; ; start++) {
      int port = FreePort.any();
      try {
        run(
            binaries.resolve("pg_ctl").toString(),
            "start",
            "--wait",
            "--pgdata=" + data,
            "--log=" + data.resolveSibling("server.log"),
            "--options=-c listen_addresses="
                + addresses
                + " -c unix_socket_directories='' -c fsync=off"
                + " -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=64MB"
                + " -c max_wal_size=512MB -p "
                + port);
        return port;
      } catch (IllegalStateException portMayHaveBeenTaken) {
        if (start == STARTS) {
          throw portMayHaveBeenTaken;
        }
      }
    }
  }

  private static Path newestBinaries() {
    TreeMap<Integer, Path> found = new TreeMap<>();
    try (DirectoryStream<Path> majors =
        Files.newDirectoryStream(Path.of("/usr/lib/postgresql"), "[0-9]*")) {
      for (Path major : majors) {
        if (Files.isExecutable(major.resolve("bin/initdb"))) {
          found.put(Integer.parseInt(major.getFileName().toString()), major.resolve("bin"));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("tests need PostgreSQL: apt-get install -y postgresql", e);
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("tests need PostgreSQL: apt-get install -y postgresql");
    }
    return found.lastEntry().getValue();
  }

  private static void run(String... argv) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("unshare", "-U", "--map-user=65534", "--map-group=65534"));
    }
    command.addAll(List.of(argv));
    File output = temporaryFile();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output)
              .directory(new File("/"))
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(argv[0] + " took longer than " + SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(argv[0] + " failed: " + Files.readString(output.toPath()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + argv[0], e);
    } finally {
      output.delete();
    }
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("backline-postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File temporaryFile() {
    try {
      return File.createTempFile("backline-postgres", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stopAndDelete(Path directory) {
    close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException leftToTheOperatingSystem) {
      // A temporary directory that can't be deleted fails no test.
    }
  }
}
