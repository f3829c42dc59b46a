package dev.backline.cli.demo;

import dev.backline.Backline;
import dev.backline.access.TokenName;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.failure.Failure;
import dev.backline.host.local.DirectoryTree;
import dev.backline.secret.Secret;
import dev.backline.secret.SecretGenerator;
import dev.backline.server.Controller;
import dev.backline.server.ControllerFile;
import dev.backline.state.DataDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the demo starts and, at its end, stops: a data directory with its controller and everything
 * that runs there.
 */
final class DemoInstallation implements AutoCloseable {

  static final AppName APP = new AppName("music-graph");
  static final EnvironmentName DEV = new EnvironmentName("dev");
  static final EnvironmentName PROD = new EnvironmentName("prod");
  static final SecretName PASSWORD = new SecretName("ADMIN_PASSWORD");

  private static final Duration STARTUP = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final String MARK = ".backline-demo";

  private final DataDirectory data;
  private final Backline backline;
  private final Process controller;
  private final String url;
  private final Secret token;

  private DemoInstallation(
      DataDirectory data, Backline backline, Process controller, String url, Secret token) {
    this.data = data;
    this.backline = backline;
    this.controller = controller;
    this.url = url;
    this.token = token;
  }

  /** Starts from nothing: what an earlier demo left in the directory is stopped and deleted. */
  static DemoInstallation start(DataDirectory data, InstantSource clock)
      throws IOException, InterruptedException {
    clear(data, clock);
    Backline backline = Backline.open(data, clock);
    Files.createFile(data.root().resolve(MARK));
    for (EnvironmentName environment : List.of(DEV, PROD)) {
      backline
          .parts()
          .secrets()
          .of(APP, environment)
          .set(PASSWORD, new SecretGenerator().generate());
    }
    Secret token = backline.tokens().create(new TokenName("demo"));
    Process controller = startController(data);
    try {
      return new DemoInstallation(
          data, backline, controller, awaitController(data, controller), token);
    } catch (InterruptedException | RuntimeException e) {
      DemoShutdown.of(controller, backline);
      throw e;
    }
  }

  Backline backline() {
    return backline;
  }

  DataDirectory data() {
    return data;
  }

  Process controller() {
    return controller;
  }

  String url() {
    return url;
  }

  Secret token() {
    return token;
  }

  Secret password(EnvironmentName environment) {
    return backline.parts().secrets().of(APP, environment).get(PASSWORD).orElseThrow();
  }

  /** Ends the controller, then what it had started: releases, edges, database cluster. */
  @Override
  public void close() {
    // An interrupt has brought us here; it must not cut this short.
    Thread.interrupted();
    try {
      DemoShutdown.of(controller, backline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void clear(DataDirectory data, InstantSource clock)
      throws IOException, InterruptedException {
    if (!Files.exists(data.root())) {
      return;
    }
    if (!Files.exists(data.root().resolve(MARK))) {
      throw Failure.usage(
              "starting the demo in " + data.root(),
              "the directory exists and is not a demo's",
              "name another one with --data: the demo starts from nothing")
          .toException();
    }
    Optional<ControllerFile.Running> running = ControllerFile.running(data);
    if (running.isPresent()) {
      throw Failure.refused(
              "starting the demo in " + data.root(),
              "a demo runs there: " + running.get().owner().describe(),
              "stop that one with Ctrl-C, or name another directory with --data")
          .toException();
    }
    DemoShutdown.ofEverythingBut(Backline.open(data, clock));
    DirectoryTree.delete(data.root());
  }

  private static Process startController(DataDirectory data) throws IOException {
    Files.createDirectories(data.logs());
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(Controller.JVM_FLAGS);
    Optional.ofNullable(System.getProperty("backline.edge.classpath"))
        .ifPresent(edge -> words.add("-Dbackline.edge.classpath=" + edge));
    words.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "dev.backline.cli.Main",
            "serve",
            "--data",
            data.root().toString(),
            "--port",
            "0"));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    File log = data.logs().resolve("serve.log").toFile();
    return builder
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private static String awaitController(DataDirectory data, Process controller)
      throws InterruptedException {
    long deadline = System.nanoTime() + STARTUP.toNanos();
    while (controller.isAlive() && System.nanoTime() < deadline) {
      Optional<ControllerFile.Running> running = ControllerFile.running(data);
      if (running.isPresent()) {
        return running.get().url();
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw Failure.unavailable(
            "starting the controller",
            "it did not come up within " + STARTUP.toSeconds() + " s",
            "see what it says in " + data.logs().resolve("serve.log"))
        .toException();
  }
}
