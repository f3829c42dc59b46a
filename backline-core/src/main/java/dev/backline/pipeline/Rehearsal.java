package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.RehearsalReach;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.database.lint.Finding;
import dev.backline.database.lint.LintReport;
import dev.backline.proof.Outcome;
import dev.backline.proof.PartName;
import dev.backline.proof.Proof;
import dev.backline.proof.ProofPart;
import dev.backline.proof.ProvenStatement;
import dev.backline.proof.Rehearsed;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.runtime.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * One rehearsal: a copy of the database, the releases that are tried on it, and what came of it. An
 * attempt that was cut short is begun anew, with a new copy.
 */
final class Rehearsal {

  /** Where the releases that are tried run; the environment's own slots are elsewhere. */
  static final Slot NEW = Slot.BLUE;

  static final Slot OLD = Slot.GREEN;

  private final Delivery delivery;
  private final StepContext context;
  private final List<ProofPart> parts = new ArrayList<>();
  private final List<ProvenStatement> statements = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private String network = "";

  Rehearsal(Delivery delivery, StepContext context) {
    this.delivery = delivery;
    this.context = context;
  }

  /** What is known without one. */
  Proof leftOut(String why) {
    parts.add(restored());
    for (PartName name : PartName.values()) {
      if (name != PartName.RESTORE) {
        parts.add(ProofPart.notDone(name, why));
      }
    }
    return proof();
  }

  Proof make() throws InterruptedException {
    Optional<String> backup = context.facts().find(DeliveryFacts.BACKUP);
    if (backup.isEmpty()) {
      return leftOut("there is no backup to make a copy of");
    }
    RehearsalPlace place = delivery.place(context).rehearsals();
    RehearsalCopy copy = new RehearsalCopy(delivery, context, backup.get());
    clear(place);
    try {
      on(copy, place);
    } finally {
      clear(place);
      copy.drop();
    }
    return proof();
  }

  private void on(RehearsalCopy copy, RehearsalPlace place) throws InterruptedException {
    parts.add(restored());
    RunningServer server = copy.server();
    DatabaseAccess admin = server.admin(copy.name());
    DatabaseAccess here = made(copy, place);
    RehearsedMigrations migrations = new RehearsedMigrations(delivery, context, place, here, admin);
    TriedRelease candidate =
        TriedRelease.candidate(delivery, context, place, new TriedDatabase(server, here));
    candidate.prepare();
    parts.add(migrations.up());
    statements.addAll(migrations.statements());
    if (parts.getLast().outcome() == Outcome.FAILED) {
      return;
    }
    parts.add(linted(migrations.lint()));
    Optional<TriedRelease> before =
        before().map(release -> TriedRelease.before(delivery, context, place, candidate, release));
    parts.addAll(tried(candidate, before));
    parts.add(migrations.down());
  }

  private List<ProofPart> tried(TriedRelease candidate, Optional<TriedRelease> before)
      throws InterruptedException {
    List<TriedRelease> all = Stream.concat(Stream.of(candidate), before.stream()).toList();
    for (TriedRelease release : all) {
      release.startBeside(delivery);
    }
    if (before.isPresent()) {
      return TriedRelease.tryAll(all, delivery);
    }
    candidate.runFirstTasks(delivery);
    List<ProofPart> tried = new ArrayList<>(TriedRelease.tryAll(all, delivery));
    tried.add(ProofPart.notDone(PartName.OLD_RELEASE, "nothing served before"));
    return tried;
  }

  /** The copy; where it is wanted the place is shut off meanwhile, in a part of a second. */
  private DatabaseAccess made(RehearsalCopy copy, RehearsalPlace place)
      throws InterruptedException {
    if (delivery.spec(context).rehearsalReach() == RehearsalReach.NETWORK) {
      network = "not shut off: rehearsalReach is network";
      return copy.make();
    }
    try (ExecutorService beside =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("shut off").factory())) {
      Future<String> shutOff = beside.submit(place::shutOff);
      DatabaseAccess here = copy.make();
      network = shutOff.get();
      return here;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the rehearsal could not be shut off", e.getCause());
    }
  }

  private ProofPart linted(LintReport report) {
    report.findings().stream().map(Finding::told).forEach(findings::add);
    List<String> blocking =
        report.findings().stream().filter(Finding::blocks).map(Finding::told).toList();
    return new ProofPart(
        PartName.LINT,
        blocking.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
        String.join("\n", blocking),
        0);
  }

  private Optional<Release> before() {
    return delivery.releaseBefore(context);
  }

  private ProofPart restored() {
    Optional<String> state = context.facts().find(DeliveryFacts.BACKUP_STATE);
    long took = context.facts().find(DeliveryFacts.RESTORE_MILLIS).orElse(0L);
    return state.filter("PROVEN"::equals).isPresent()
        ? new ProofPart(PartName.RESTORE, Outcome.PASSED, "", took)
        : ProofPart.notDone(
            PartName.RESTORE,
            state.map(word -> "the backup is " + word).orElse("there is no backup"));
  }

  private Proof proof() {
    return Proof.of(
        new Rehearsed(
            context.run(),
            delivery.parts().clock().instant(),
            context.get(DeliveryFacts.VERSION),
            context.facts().find(DeliveryFacts.VERSION_BEFORE),
            context.facts().find(DeliveryFacts.BACKUP),
            context.facts().find(DeliveryFacts.PENDING).orElse(0L)),
        parts,
        statements,
        findings,
        network);
  }

  /** Ends and deletes whatever is left of this or an earlier attempt. */
  void clearAway() throws InterruptedException {
    clear(delivery.place(context).rehearsals());
    Optional<String> backup = context.facts().find(DeliveryFacts.BACKUP);
    if (backup.isPresent()) {
      new RehearsalCopy(delivery, context, backup.get()).drop();
    }
  }

  private void clear(RehearsalPlace place) throws InterruptedException {
    AppConfig config = delivery.config(context);
    for (Slot slot : Slot.values()) {
      place.runtime().stop(slot, config.run().stop().grace(), Delivery.fence(context));
      place.runtime().remove(slot, Delivery.fence(context));
    }
    place.end(Delivery.fence(context));
  }
}
