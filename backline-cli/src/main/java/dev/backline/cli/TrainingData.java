package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.config.AppName;
import dev.backline.config.Argv;
import dev.backline.config.EnvironmentName;
import dev.backline.config.LimitSpec;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Candidate;
import dev.backline.release.Version;
import dev.backline.run.Probe;
import dev.backline.run.RunKind;
import dev.backline.run.RunRequest;
import dev.backline.run.Step;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.runtime.process.ProcessRuntime;
import dev.backline.secret.Masker;
import dev.backline.source.CommitId;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the data directory that {@link Training} looks at: a run that failed, one that waits, and a
 * release that serves. A program of its own, so that what only the making needs isn't loaded at
 * every start. Run by the launcher after a build; its argument is where the directory will be.
 */
public final class TrainingData {

  private static final AppName APP = new AppName("training");
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("dev");
  private static final LeaseScope SCOPE = new LeaseScope(APP.value(), ENVIRONMENT.value());
  private static final String DIGEST = "sha256:" + "0".repeat(64);
  private static final CommitId COMMIT = new CommitId("0".repeat(40));
  private static final Slot SLOT = Slot.BLUE;
  private static final Fence FENCE = new Fence(1);

  /** What serves: ends by itself, soon after the training. */
  private static final Argv PROGRAM = new Argv(List.of("sleep", "20"));

  private TrainingData() {}

  public static void main(String[] args) throws InterruptedException {
    DataDirectory data = new DataDirectory(Path.of(args[0]));
    Backline backline = Backline.open(data, InstantSource.system());
    backline.runs().submit(request());
    backline.worker(run -> List.of(new Failing())).workOff(SCOPE);
    RunId run = backline.runs().submit(request()).id();
    Candidate candidate =
        new Candidate(
            APP,
            ENVIRONMENT,
            Optional.of(Version.parse("v1.0.0")),
            new ReleaseRef(DIGEST, "v1.0.0", DIGEST),
            COMMIT,
            List.of(),
            Optional.empty(),
            run);
    start(candidate.ref(), data);
    wantEdge(data);
    backline.releases().goLive(candidate, SLOT);
  }

  /** What an edge was last started with, by its file {@code wanted.json}: none is started here. */
  private static void wantEdge(DataDirectory data) {
    try {
      Path folder = EnvironmentFolder.of(data, APP, ENVIRONMENT).edge();
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("wanted.json"),
          """
          {"running": true, "listen": {"host": "127.0.0.1", "port": 1},
           "maxBodyBytes": 1, "requestTimeoutMillis": 1000}
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunRequest request() {
    return new RunRequest(
        RunKind.DEPLOY, SCOPE, Map.of("commit", COMMIT.value()), "training", Optional.empty());
  }

  private static void start(ReleaseRef release, DataDirectory data) throws InterruptedException {
    ProcessRuntime runtime =
        new ProcessRuntime(
            EnvironmentFolder.of(data, APP, ENVIRONMENT),
            new Masker(List.of()),
            InstantSource.system());
    runtime.prepare(SLOT, release.digest(), new ReleaseContent.Bundle(folder -> {}), FENCE);
    runtime.start(
        SLOT,
        new Launch(
            release,
            port -> new ReleaseCommand(PROGRAM, Map.of()),
            new LimitSpec(Optional.empty(), 1024)),
        FENCE);
  }

  private static final class Failing implements Step {

    @Override
    public StepName name() {
      return new StepName("fail");
    }

    @Override
    public StepResult run(StepContext context) {
      context.say("about to fail");
      throw Failure.undone("training", "it is made to fail", "nothing").toException();
    }

    @Override
    public Probe probe(StepContext context) {
      return Probe.notDone();
    }

    @Override
    public Undo undo() {
      return new Undo.NotNeeded("nothing was done");
    }
  }
}
