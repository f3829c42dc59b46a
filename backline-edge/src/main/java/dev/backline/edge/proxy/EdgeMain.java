package dev.backline.edge.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the edge: {@code EdgeMain --state DIR}. Exits 0 when stopped, 2 for a bad command line or
 * configuration, 5 when a port or the directory cannot be had.
 */
public final class EdgeMain {

  /** Kept here because java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger UNDERTOW = Logger.getLogger("io.undertow");

  private EdgeMain() {}

  public static void main(String[] args) throws InterruptedException, IOException {
    quietLibraries();
    EdgeServer server;
    try {
      server = EdgeServer.start(stateDirectory(List.of(args)));
    } catch (EdgeFailure e) {
      e.lines().forEach(line -> System.err.println("backline-edge: " + line));
      System.exit(e.exitStatus());
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndHalt(server)));
    server.awaitStopAsked();
    server.stop();
    System.exit(0);
  }

  private static Path stateDirectory(List<String> args) throws EdgeFailure {
    if (args.size() != 2 || !args.get(0).equals("--state")) {
      throw EdgeFailure.usage("usage: EdgeMain --state DIR");
    }
    return Path.of(args.get(1));
  }

  /** A JVM ended by a signal exits with 128 + its number; halting here makes it 0. */
  private static void stopAndHalt(EdgeServer server) {
    try {
      server.stop();
    } catch (IOException | InterruptedException e) {
      System.err.println("backline-edge: while stopping: " + e);
    }
    Runtime.getRuntime().halt(0);
  }

  /** Failed requests are in the access log; Undertow would tell each again with a stack trace. */
  private static void quietLibraries() {
    System.setProperty("org.jboss.logging.provider", "jdk");
    UNDERTOW.setLevel(Level.OFF);
    Logger.getLogger("").setLevel(Level.WARNING);
  }
}
