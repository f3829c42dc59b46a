package dev.backline.registry.retention;

import dev.backline.failure.BacklineException;
import dev.backline.host.Fence;
import dev.backline.registry.retention.ImageRetention.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes away what a plan lets go of. A place where that fails is told of, and does not keep the
 * others from being looked at.
 *
 * @param places where images lie
 * @param say told of each image that goes, and of what went wrong
 */
public record ImagePruning(List<ImagePlace> places, ImageNeeds needs, Consumer<String> say) {

  public ImagePruning {
    places = List.copyOf(places);
  }

  /**
   * What came of it.
   *
   * @param deleted how many images were taken away, each place counted
   * @param notAllowed of each place that lets nobody take images away, what to tell of it
   */
  public record Outcome(int deleted, List<String> notAllowed) {

    public Outcome {
      notAllowed = List.copyOf(notAllowed);
    }
  }

  public Outcome carryOut(Fence fence) throws InterruptedException {
    int deleted = 0;
    List<String> notAllowed = new ArrayList<>();
    for (ImagePlace place : places) {
      try {
        for (Verdict verdict : ImageRetention.plan(place.held(needs), needs).delete().values()) {
          String image = "image " + verdict.image().reference() + " on " + place.name();
          Removal removal = place.remove(verdict.image(), fence);
          switch (removal) {
            case Removal.Done _ -> {
              deleted++;
              say.accept("deleted " + image + ": " + verdict.why());
            }
            case Removal.InUse(String why) -> say.accept(image + " stays: " + why);
            case Removal.NotAllowed(String why) ->
                notAllowed.add("old images stay on " + place.name() + ": " + why);
          }
          if (removal instanceof Removal.NotAllowed) {
            break;
          }
        }
      } catch (BacklineException e) {
        say.accept("old images stay on " + place.name() + ": " + e.failure().summary());
      }
    }
    return new Outcome(deleted, notAllowed);
  }
}
