package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.artifact.ArtifactTags;
import dev.backline.failure.BacklineException;
import dev.backline.journal.Facts;
import dev.backline.release.Version;
import dev.backline.run.StepContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tags that go on to the next artifact with each delivery, and back when it is undone. */
final class MovingTags {

  private static final ArtifactTag PRODUCTION = new ArtifactTag("production");

  private final Delivery delivery;

  MovingTags(Delivery delivery) {
    this.delivery = delivery;
  }

  /** Where versions are given these are production and latest. */
  List<ArtifactTag> of(StepContext context) {
    return Version.read(context.get(DeliveryFacts.VERSION)).isPresent()
        ? List.of(PRODUCTION, ArtifactTag.LATEST)
        : List.of(ArtifactTag.latestOf(delivery.environment()));
  }

  /**
   * What they name now. Journaled by a step before the one that moves them: that one may die with
   * some of them moved and its outcome not written.
   */
  Facts before(StepContext context) {
    Map<ArtifactTag, ArtifactDigest> before = new HashMap<>();
    for (ArtifactTag tag : of(context)) {
      tags().find(delivery.app(), tag).ifPresent(digest -> before.put(tag, digest));
    }
    return Facts.of(DeliveryFacts.TAGS_BEFORE, before);
  }

  /**
   * Those that still name this run's artifact; a run of an earlier version doesn't know whereto.
   */
  void putBack(StepContext context) throws InterruptedException {
    Optional<Map<ArtifactTag, ArtifactDigest>> before =
        context.facts().find(DeliveryFacts.TAGS_BEFORE);
    if (before.isEmpty()) {
      return;
    }
    ArtifactDigest ours = new ArtifactDigest(context.get(DeliveryFacts.DIGEST));
    for (ArtifactTag tag : of(context)) {
      Optional<ArtifactDigest> was = Optional.ofNullable(before.get().get(tag));
      if (was.equals(Optional.of(ours))
          || !tags().find(delivery.app(), tag).equals(Optional.of(ours))) {
        continue;
      }
      if (was.isEmpty()) {
        tags().remove(delivery.app(), tag, ours);
      } else {
        // The registry first: an undo that dies here finds the tag as it was, and does both again.
        putBackInRegistry(context, tag, was.get());
        tags().putBack(delivery.app(), tag, ours, was.get());
      }
    }
  }

  /** A registry that is away is no reason to call a person: the next delivery moves its tags. */
  private void putBackInRegistry(StepContext context, ArtifactTag tag, ArtifactDigest was)
      throws InterruptedException {
    try {
      delivery.place(context).tag(was, List.of(tag), context.commandOutput());
    } catch (BacklineException e) {
      context.say(
          "in the registry " + tag + " may still name what was undone: " + e.failure().summary());
    }
  }

  private ArtifactTags tags() {
    return delivery.parts().tags();
  }
}
