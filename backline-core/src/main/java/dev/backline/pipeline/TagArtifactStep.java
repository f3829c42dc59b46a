package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.config.VersionTag;
import dev.backline.release.Version;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the tags of requirements row 11 name the artifact: for a version that, the commit,
 * production and latest.
 */
final class TagArtifactStep extends DeliveryStep {

  private final MovingTags moving;

  TagArtifactStep(Delivery delivery) {
    super("tag-artifact", delivery);
    this.moving = new MovingTags(delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    List<ArtifactTag> tags = tags(context);
    delivery.parts().tags().point(delivery.app(), tags, digest(context));
    delivery.place(context).tag(digest(context), tags, context.commandOutput());
    context.say(tags.toString());
    return StepResult.done();
  }

  /**
   * What moves goes back to what it named before. A version becomes free again, unless it was given
   * long ago and is only gone back to. What names the commit stays true.
   */
  @Override
  public Undo undo() {
    return new Undo.By(context -> {
      moving.putBack(context);
      if (isVersion(context) && context.facts().find(DeliveryFacts.TARGET_RUN).isEmpty()) {
        delivery
            .parts()
            .tags()
            .remove(
                delivery.app(),
                new ArtifactTag(context.get(DeliveryFacts.VERSION)),
                digest(context));
      }
    });
  }

  private List<ArtifactTag> tags(StepContext context) {
    List<ArtifactTag> tags = new ArrayList<>();
    tags.add(ArtifactTag.of(delivery.commit(context)));
    if (isVersion(context)) {
      tags.add(ArtifactTag.of(new VersionTag(context.get(DeliveryFacts.VERSION))));
    } else {
      tags.add(ArtifactTag.of(delivery.environment(), delivery.commit(context)));
    }
    tags.addAll(moving.of(context));
    return tags;
  }

  private static boolean isVersion(StepContext context) {
    return Version.read(context.get(DeliveryFacts.VERSION)).isPresent();
  }

  private static ArtifactDigest digest(StepContext context) {
    return new ArtifactDigest(context.get(DeliveryFacts.DIGEST));
  }
}
