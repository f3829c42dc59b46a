package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.lease.LeaseScope;
import dev.backline.registry.retention.ImageNeeds;
import dev.backline.registry.retention.ImagePlace;
import dev.backline.registry.retention.ImageRetention;
import dev.backline.release.Release;
import java.util.ArrayList;
import java.util.List;

/** What images of an environment lie in one place, and which of them the next delivery deletes. */
public sealed interface ImageSurvey {

  /** A host's name, or the registry's repository. */
  String place();

  record Looked(String place, ImageRetention.Plan plan) implements ImageSurvey {}

  record Unknown(String place, Failure why) implements ImageSurvey {}

  /**
   * Looks at all places, changing nothing; none if the environment's releases are no images.
   *
   * @throws BacklineException with {@code USAGE} if the environment serves nothing
   */
  static List<ImageSurvey> of(Parts parts, AppName app, EnvironmentName environment)
      throws InterruptedException {
    Delivery delivery = new Delivery(parts, new LeaseScope(app.value(), environment.value()));
    Release live =
        parts
            .history()
            .current(app, environment)
            .orElseThrow(() ->
                Failure.usage(
                        "looking at the images of " + environment,
                        "it serves no release",
                        "deploy to it first")
                    .toException());
    AppConfig config = delivery.config(live.candidate().commit());
    ImageNeeds needs = NeededArtifacts.of(delivery, config).forImagesOf(environment);
    List<ImageSurvey> all = new ArrayList<>();
    for (ImagePlace place : delivery.place(config).imagePlaces()) {
      all.add(look(place, needs));
    }
    return List.copyOf(all);
  }

  private static ImageSurvey look(ImagePlace place, ImageNeeds needs) throws InterruptedException {
    try {
      return new Looked(place.name(), ImageRetention.plan(place.held(needs), needs));
    } catch (BacklineException e) {
      return new Unknown(place.name(), e.failure());
    }
  }
}
