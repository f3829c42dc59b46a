package dev.backline.e2e;

import dev.backline.Backline;
import dev.backline.access.TokenName;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.journal.RunId;
import dev.backline.journal.RunState;
import dev.backline.lease.LeaseScope;
import dev.backline.pipeline.RunParameters;
import dev.backline.run.OutputLine;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.state.DataDirectory;
import dev.backline.testing.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Backline as a user has it: a data directory, a controller process, an app that is pushed to it.
 * What the controller started outlives it; {@link #close} ends all of it.
 */
final class Installation implements AutoCloseable {

  static final AppName APP = new AppName(TinyApp.NAME);
  static final EnvironmentName DEV = new EnvironmentName("dev");
  static final EnvironmentName PROD = new EnvironmentName("prod");

  private static final Duration RUN_ENDS = Duration.ofSeconds(60);

  private final Path root;
  private final DataDirectory data;
  private final int devPort;
  private final int prodPort;
  private final TinyApp app;
  private final Backline backline;
  private final String token;
  private final Thread stopOnExit;
  private ControllerProcess controller;
  private String url;

  private Installation(Path root) {
    this.root = root;
    this.data = new DataDirectory(root.resolve("data"));
    this.devPort = FreePort.any();
    this.prodPort = FreePort.any();
    this.app = TinyApp.in(root.resolve("app"), devPort, prodPort);
    // As the command line does: it opens the same directory beside the controller.
    this.backline = Backline.open(data, InstantSource.system());
    this.token = backline.tokens().create(new TokenName("tester")).reveal();
    this.controller = ControllerProcess.launch(data);
    this.stopOnExit = new Thread(this::stop);
    Runtime.getRuntime().addShutdownHook(stopOnExit);
    this.url = controller.awaitUrl(data);
  }

  /** Everything in that directory; the controller listens. */
  static Installation in(Path root) {
    return new Installation(root);
  }

  Backline backline() {
    return backline;
  }

  DataDirectory data() {
    return data;
  }

  TinyApp app() {
    return app;
  }

  ControllerProcess controller() {
    return controller;
  }

  String controllerUrl() {
    return url;
  }

  /** Starts another controller; the one before must be gone. */
  void restartController() {
    launchController();
    url = controller.awaitUrl(data);
  }

  /** The same for one that is to die, perhaps before it listens. */
  void launchController() {
    controller = ControllerProcess.launch(data);
  }

  int portOf(EnvironmentName environment) {
    return environment.equals(DEV) ? devPort : prodPort;
  }

  String urlOf(EnvironmentName environment) {
    return "http://127.0.0.1:" + portOf(environment);
  }

  Programs.Ended push() {
    return push("main");
  }

  Programs.Ended push(String refspec) {
    return app.push(url, token, refspec);
  }

  Programs.Ended pushWith(String otherToken) {
    return app.push(url, otherToken, "main");
  }

  /** Pushes and waits until the deployment to dev has ended well. */
  RunRecord deploy() {
    Programs.Ended pushed = push();
    if (pushed.status() != 0) {
      throw new AssertionError("the push was refused: " + pushed.output());
    }
    return succeeded(newestRun());
  }

  RunRecord promote() {
    return succeeded(submitPromotion(Optional.empty()));
  }

  RunId submitPromotion(Optional<String> version) {
    return submit(
        RunKind.PROMOTE, PROD, version.map(v -> Map.of(RunParameters.VERSION, v)).orElse(Map.of()));
  }

  RunId submitRollback(Optional<String> version) {
    return submit(
        RunKind.ROLLBACK,
        PROD,
        version.map(v -> Map.of(RunParameters.VERSION, v)).orElse(Map.of()));
  }

  /** A command of the command line, from the app's checkout. */
  Programs.Ended command(String... words) {
    return CommandLine.run(root.resolve("app"), data, words);
  }

  RunId submit(RunKind kind, EnvironmentName environment, Map<String, String> parameters) {
    return backline
        .runs()
        .submit(
            new RunRequest(
                kind,
                new LeaseScope(APP.value(), environment.value()),
                parameters,
                "a test",
                Optional.empty()))
        .id();
  }

  RunId newestRun() {
    return backline.runs().newest(1).getFirst().id();
  }

  RunRecord run(RunId run) {
    return backline.runs().find(run).orElseThrow();
  }

  /** Waits until the run has ended, however. */
  RunRecord ended(RunId run) {
    return Awaiting.value(
        "run " + run + " has ended",
        RUN_ENDS,
        () -> {
          if (!controller.runs()) {
            throw new AssertionError("the controller is gone: " + controller.said());
          }
          return Optional.of(run(run)).filter(record -> record.status().ended());
        });
  }

  RunRecord succeeded(RunId run) {
    RunRecord record = ended(run);
    if (record.status() != RunStatus.SUCCEEDED) {
      throw new AssertionError(story(record));
    }
    return record;
  }

  /** The run's state, journal and output, to tell why a test failed. */
  String story(RunRecord run) {
    return run
        + "\n"
        + backline.journal().entries(run.id()).stream()
            .map(entry -> entry.at() + " " + entry.entry())
            .collect(Collectors.joining("\n"))
        + "\n"
        + output(run.id());
  }

  String output(RunId run) {
    return backline.output().read(run, 0, 10_000).stream()
        .map(OutputLine::text)
        .collect(Collectors.joining("\n"));
  }

  RunState state(RunId run) {
    return RunState.replay(backline.journal().entries(run));
  }

  /** Waits until the step is being worked on. */
  void awaitStep(RunId run, String step) {
    Awaiting.until(
        "run " + run + " has begun " + step,
        RUN_ENDS,
        () -> state(run).steps().keySet().stream().anyMatch(name -> name.value().equals(step)));
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(stopOnExit);
    stop();
  }

  private void stop() {
    controller.close();
    Leftovers.end(root, backline.parts().cluster());
  }
}
