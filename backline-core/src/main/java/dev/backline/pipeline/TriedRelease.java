package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AccessorySpec;
import dev.backline.config.AppConfig;
import dev.backline.config.HealthSpec;
import dev.backline.config.TaskSpec;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.health.smoke.SmokeReport;
import dev.backline.health.smoke.SmokeTarget;
import dev.backline.health.smoke.SmokeTests;
import dev.backline.host.CommandResult;
import dev.backline.pipeline.RehearsalPlace.CommandWay;
import dev.backline.proof.Outcome;
import dev.backline.proof.PartName;
import dev.backline.proof.ProofPart;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.runtime.Healthy;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.secret.Masker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A release that is started on the copy, asked by the smoke tests, and stopped. */
record TriedRelease(
    PartName part,
    Slot slot,
    ReleaseRef release,
    ReleaseValues values,
    TriedDatabase database,
    RehearsalPlace rehearsals,
    EnvironmentPlace place,
    StepContext context) {

  private static final Duration ALL_TOGETHER = Duration.ofMinutes(3);

  /** The one to be delivered. */
  static TriedRelease candidate(
      Delivery delivery, StepContext context, RehearsalPlace rehearsals, TriedDatabase database) {
    return new TriedRelease(
        PartName.NEW_RELEASE,
        Rehearsal.NEW,
        delivery.release(context),
        delivery.values(context, rehearsals.forReleases(database.server(), database.here())),
        database,
        rehearsals,
        delivery.place(context),
        context);
  }

  /** The one that serves, on the same copy as the candidate. */
  static TriedRelease before(
      Delivery delivery,
      StepContext context,
      RehearsalPlace rehearsals,
      TriedRelease candidate,
      Release release) {
    TriedDatabase database = candidate.database();
    return new TriedRelease(
        PartName.OLD_RELEASE,
        Rehearsal.OLD,
        release.candidate().ref(),
        delivery.values(release, rehearsals.forReleases(database.server(), database.here())),
        database,
        rehearsals,
        delivery.place(delivery.config(release.candidate().commit())),
        context);
  }

  /** All at once where there is memory for that, else one after the other. */
  static List<ProofPart> tryAll(List<TriedRelease> releases, Delivery delivery)
      throws InterruptedException {
    List<ProofPart> parts = new ArrayList<>();
    int atOnce = fitsTogether(releases, delivery) ? releases.size() : 1;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      List<Future<ProofPart>> tried =
          releases.stream().map(release -> threads.submit(release::attempt)).toList();
      try {
        for (Future<ProofPart> part : tried) {
          parts.add(part.get());
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof BacklineException told) {
          throw told;
        }
        throw new IllegalStateException(e.getCause());
      } finally {
        tried.forEach(part -> part.cancel(true));
      }
    }
    return parts;
  }

  private static boolean fitsTogether(List<TriedRelease> releases, Delivery delivery) {
    if (!releases.getFirst().rehearsals().onThisMachine()) {
      return false;
    }
    try {
      return MemoryNeed.of(releases.getFirst().values().config())
          .shortOf(delivery.parts().memory().bytes() / releases.size())
          .isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void prepare() throws InterruptedException {
    ArtifactDigest digest = new ArtifactDigest(release.digest());
    rehearsals
        .runtime()
        .prepare(
            slot,
            digest.value(),
            place.bring(digest, Delivery.fence(context), context.commandOutput()),
            Delivery.fence(context));
  }

  /** Starts what it may need to start: workers would only find jobs to do. */
  void startBeside(Delivery delivery) throws InterruptedException {
    List<AccessorySpec> own =
        Workers.services(delivery, values.config()).stream()
            .filter(service -> service.image().isPresent())
            .toList();
    rehearsals.startBeside(values.accessories(own), Delivery.fence(context));
  }

  /**
   * What a first delivery runs before the release starts: without it the smoke tests find nothing.
   */
  void runFirstTasks(Delivery delivery) throws InterruptedException {
    try (CommandWay way = rehearsals.forCommands(database.here())) {
      runFirstTasks(delivery.values(context, way.access()));
    }
  }

  private void runFirstTasks(ReleaseValues ofCommands) throws InterruptedException {
    for (TaskSpec task : values.config().tasks().values()) {
      if (task.afterFirstDeployment()) {
        CommandResult result =
            rehearsals
                .runtime()
                .run(
                    slot,
                    ofCommands.task(task),
                    task.timeout(),
                    context.commandOutput(),
                    Delivery.fence(context));
        if (!result.succeeded()) {
          throw Failure.undone(
                  "running the task " + task.name() + " on a copy of the database",
                  result.lastWords(),
                  "correct the task's command and deliver again")
              .toException();
        }
      }
    }
  }

  private ProofPart attempt() throws InterruptedException {
    long start = System.nanoTime();
    Optional<String> problem;
    try {
      prepare();
      problem = problem();
    } catch (BacklineException e) {
      problem = Optional.of(release + " on the copy: " + e.failure().why());
    } finally {
      rehearsals
          .runtime()
          .stop(slot, values.config().run().stop().grace(), Delivery.fence(context));
    }
    long took = (System.nanoTime() - start) / 1_000_000;
    return problem
        .map(why -> new ProofPart(part, Outcome.FAILED, why, took))
        .orElseGet(() -> new ProofPart(part, Outcome.PASSED, release.toString(), took));
  }

  private Optional<String> problem() throws InterruptedException {
    AppConfig config = values.config();
    rehearsals
        .runtime()
        .start(
            slot,
            new Launch(release, values::serve, config.run().limits()),
            Delivery.fence(context));
    HealthSpec health = config.run().health().atOnce();
    Healthy healthy = rehearsals.runtime().awaitHealthy(slot, health, Delivery.fence(context));
    try (Opening opening = rehearsals.open(healthy.state().port())) {
      return smoke(opening);
    }
  }

  private Optional<String> smoke(Opening opening) throws InterruptedException {
    SmokeTarget target =
        new SmokeTarget(
            opening.url(),
            Optional.of(database.here()::connect),
            values.lookup(),
            new Masker(values.confidential()));
    SmokeReport report =
        SmokeTests.run(values.config().smoke(), target, ALL_TOGETHER, result -> {});
    return report.failure().map(Failure::why).map(why -> release + " on the copy: " + why);
  }
}
