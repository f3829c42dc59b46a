package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.artifact.CleanUp;
import dev.backline.backup.BackupId;
import dev.backline.backup.BackupStore;
import dev.backline.backup.PreDeployRetention;
import dev.backline.config.AppName;
import dev.backline.failure.BacklineException;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.util.HashSet;
import java.util.Set;

/**
 * Deletes what retention does not keep: backups of this environment beyond the newest ten, images
 * that it has brought to hosts and the registry, artifacts that no environment may go back to, and
 * what runs said long ago. Never the last proven backup, nor anything tagged as a version. Failing
 * here fails nothing.
 */
final class ClearAwayStep extends DeliveryStep {

  /** Of each environment; what older runs did stays in the journal. */
  private static final int OUTPUT_OF_RUNS = 100;

  private static final Set<String> MOVING = Set.of("production", "latest");

  ClearAwayStep(Delivery delivery) {
    super("clear-away", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Facts facts = Facts.NONE;
    try {
      clearBackups(context);
      clearArtifacts(context);
      clearOutput(context);
      facts = new ImageClearing(delivery).carryOut(context);
    } catch (BacklineException e) {
      context.say("not everything could be cleared away: " + e.failure().summary());
    } catch (RuntimeException e) {
      // A fault of ours, and no reason to undo a release that serves.
      context.say("not everything could be cleared away: " + e);
    }
    return StepResult.done(facts);
  }

  private void clearBackups(StepContext context) {
    Set<BackupId> inUse = new HashSet<>();
    context.facts().find(DeliveryFacts.BACKUP).map(BackupId::new).ifPresent(inUse::add);
    BackupStore backups = delivery.parts().backups();
    PreDeployRetention.Plan plan =
        backups.plan(delivery.app(), delivery.environment(), PreDeployRetention.DEFAULT, inUse);
    plan.delete().forEach((backup, why) -> context.say("deleting backup " + backup + ": " + why));
    backups.delete(delivery.app(), delivery.environment(), PreDeployRetention.DEFAULT, inUse, plan);
  }

  private void clearArtifacts(StepContext context) throws InterruptedException {
    Set<ArtifactDigest> needed = new HashSet<>(needed(context).reasons().keySet());
    delivery.parts().history().apps().forEach(app -> needed.addAll(taggedForGood(app)));
    forget(context, delivery.parts().artifacts().cleanUp().deleteAllBut(needed));
    forget(context, delivery.parts().images().deleteAllBut(needed));
  }

  private void forget(StepContext context, CleanUp.Freed freed) {
    for (ArtifactDigest digest : freed.deleted()) {
      delivery.parts().catalogue().forget(digest);
      context.say(
          "deleted artifact " + digest.abbreviated() + ": no release that may come back needs it");
    }
  }

  private NeededArtifacts needed(StepContext context) {
    return NeededArtifacts.of(delivery, delivery.config(context));
  }

  private void clearOutput(StepContext context) {
    int lines = delivery.parts().output().keepNewest(context.scope(), OUTPUT_OF_RUNS);
    if (lines > 0) {
      context.say(
          "deleted " + lines + " lines of output of runs before the last " + OUTPUT_OF_RUNS);
    }
  }

  private Set<ArtifactDigest> taggedForGood(AppName app) {
    Set<ArtifactDigest> tagged = new HashSet<>();
    delivery
        .parts()
        .tags()
        .list(app)
        .forEach((tag, digest) -> {
          if (new ArtifactTag(tag).isVersion() || MOVING.contains(tag)) {
            tagged.add(digest);
          }
        });
    return tagged;
  }
}
