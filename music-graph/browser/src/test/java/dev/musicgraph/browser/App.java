package dev.musicgraph.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built app, run as an operator runs it: its jar, its commands, a database. */
final class App {
  static final String ADMIN = "ada";
  static final String PASSWORD = "correct horse battery";

  private static final Pattern SERVES = Pattern.compile("serves on (http://127\\.0\\.0\\.1:\\d+)");
  private static final Cluster CLUSTER = Cluster.start();

  private final String database;
  private final Map<String, String> settings;
  private final String address;
  private final Process process;

  private App(String database, Map<String, String> settings) {
    this.database = database;
    this.settings = settings;
    process = start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    address = awaitAddress();
  }

  /**
   * The app that most tests look at: with the catalogue that it comes with, and an administrator.
   */
  static App seeded() {
    return Seeded.APP;
  }

  /** One more app, on a database of its own, filled by these commands. */
  static App on(String database, List<List<String>> commands) {
    return on(database, Map.of(), commands);
  }

  static App on(String database, Map<String, String> settings, List<List<String>> commands) {
    String url = CLUSTER.newDatabase(database);
    command(url, List.of("migrate", "up"));
    commands.forEach(command -> command(url, command));
    return new App(url, settings);
  }

  String address() {
    return address;
  }

  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process start() {
    try {
      ProcessBuilder builder = builder(database, List.of()).redirectErrorStream(true);
      builder.environment().putAll(settings);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes on reading after the address was found, or the app would wait for somebody who does. */
  private String awaitAddress() {
    CompletableFuture<String> found = new CompletableFuture<>();
    List<String> said = new ArrayList<>();
    Thread.ofVirtual()
        .start(() -> {
          try (BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              said.add(line);
              Matcher serves = SERVES.matcher(line);
              if (serves.find()) {
                found.complete(serves.group(1));
              }
            }
          } catch (IOException e) {
            found.completeExceptionally(e);
          }
          found.completeExceptionally(new IOException("ended: " + said));
        });
    return found.orTimeout(180, TimeUnit.SECONDS).join();
  }

  private static void command(String url, List<String> arguments) {
    try {
      Process process = builder(url, arguments).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(arguments + " failed: " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static ProcessBuilder builder(String url, List<String> arguments) {
    Path home = Path.of(System.getProperty("app")).normalize();
    if (!Files.exists(home.resolve("music-graph.jar"))) {
      throw new IllegalStateException("no " + home + "/music-graph.jar: build the app first");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx200m"));
    command.addAll(List.of("-jar", "music-graph.jar"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder
        .environment()
        .putAll(Map.of("DATABASE_URL", url, "PORT", "0", "ADMIN_PASSWORD", PASSWORD));
    return builder;
  }

  private static final class Seeded {
    static final App APP = on("seeded", List.of(List.of("seed"), List.of("make-admin", ADMIN)));
  }
}
