package dev.backline.pipeline;

import dev.backline.config.VersionTag;
import dev.backline.journal.Journal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.proof.ProofPart;
import dev.backline.release.DeploymentFacts;
import dev.backline.release.Release;
import dev.backline.release.ReleaseNotes;
import dev.backline.release.Version;
import dev.backline.run.Approval;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.source.AppRepository;
import dev.backline.source.Commit;
import dev.backline.source.CommitId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Tags the commit with the version; the tag's message is the release notes. */
final class TagCommitStep extends DeliveryStep {

  private static final int MOST_COMMITS = 500;

  TagCommitStep(Delivery delivery) {
    super("tag-commit", delivery);
  }

  @Override
  public StepResult run(StepContext context) {
    Optional<Version> version = Version.read(context.get(DeliveryFacts.VERSION));
    if (version.isEmpty()) {
      return StepResult.skipped("this environment's releases have no version");
    }
    VersionTag tag = new VersionTag(version.get().toString());
    try (AppRepository repository = delivery.repository()) {
      String notes = notes(context, repository, version.get()).markdown();
      repository.tags().create(tag, delivery.commit(context), notes, delivery.parts().clock());
      notes.lines().forEach(context::say);
    }
    return StepResult.done();
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::removeTag);
  }

  /** If it names another commit, it is not ours: that is why tagging failed. */
  private void removeTag(StepContext context) {
    Optional<Version> version = Version.read(context.get(DeliveryFacts.VERSION));
    if (version.isEmpty()) {
      return;
    }
    VersionTag tag = new VersionTag(version.get().toString());
    try (AppRepository repository = delivery.repository()) {
      if (repository.tags().commitOf(tag).equals(Optional.of(delivery.commit(context)))) {
        repository.tags().delete(tag, delivery.parts().clock());
      }
    }
  }

  private ReleaseNotes notes(StepContext context, AppRepository repository, Version version) {
    Optional<Release> before = delivery.releaseBefore(context);
    Optional<CommitId> since = before.map(release -> release.candidate().commit());
    List<Commit> commits = repository.commitsSince(since, delivery.commit(context), MOST_COMMITS);
    return new ReleaseNotes(
        version,
        delivery.environment(),
        delivery.parts().clock().instant(),
        before.flatMap(Release::version),
        commits,
        facts(context));
  }

  private DeploymentFacts facts(StepContext context) {
    Optional<DeploymentFacts.SwitchFact> switched =
        context
            .facts()
            .find(DeliveryFacts.REQUESTS)
            .map(served ->
                new DeploymentFacts.SwitchFact(
                    served, context.facts().find(DeliveryFacts.FAILED_REQUESTS).orElse(0L)));
    Optional<DeploymentFacts.BackupFact> backup =
        context
            .facts()
            .find(DeliveryFacts.BACKUP)
            .map(name ->
                new DeploymentFacts.BackupFact(
                    name, context.facts().find(DeliveryFacts.BACKUP_STATE).orElse("")));
    return new DeploymentFacts(
        context.get(DeliveryFacts.DIGEST),
        checks(context),
        backup,
        context.facts().find(DeliveryFacts.MIGRATIONS).orElse(List.of()),
        durations(delivery.parts().journal(), context),
        switched,
        proof(context));
  }

  private Optional<DeploymentFacts.ProofFact> proof(StepContext context) {
    return delivery
        .parts()
        .proofs()
        .find(context.run())
        .map(proof ->
            new DeploymentFacts.ProofFact(
                proof.parts().stream().map(ProofPart::told).toList(),
                List.of(
                    "of the app: " + proof.plan().app().told(),
                    "by migration: " + proof.plan().migration().told(),
                    "by backup: " + proof.plan().full().told()),
                approvals(context)));
  }

  private List<String> approvals(StepContext context) {
    return delivery.parts().runs().approvals(context.run()).stream()
        .map(Approval::toString)
        .toList();
  }

  private Optional<DeploymentFacts.ChecksFact> checks(StepContext context) {
    return delivery
        .parts()
        .checkResults()
        .find(delivery.app(), delivery.commit(context))
        .map(report ->
            new DeploymentFacts.ChecksFact(
                report.tests().tests(),
                report.tests().failures() + report.tests().errors(),
                report.tests().skipped(),
                report.checks().stream()
                    .flatMap(check -> check.coverage().stream())
                    .findFirst()
                    .map(coverage -> coverage.lines())));
  }

  private static SequencedMap<String, Duration> durations(Journal journal, StepContext context) {
    SequencedMap<String, Duration> durations = new LinkedHashMap<>();
    for (RecordedEntry recorded : journal.entries(context.run())) {
      if (recorded.entry() instanceof JournalEntry.StepDone done) {
        durations.put(done.step().value(), done.took());
      }
    }
    return durations;
  }
}
