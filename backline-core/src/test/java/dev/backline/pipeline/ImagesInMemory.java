package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.registry.retention.HeldImage;
import dev.backline.registry.retention.ImageNeeds;
import dev.backline.registry.retention.ImagePlace;
import dev.backline.registry.retention.Removal;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A place with images that have numbers. */
final class ImagesInMemory implements ImagePlace {

  private final String name;
  private final SortedMap<Integer, HeldImage> images = new TreeMap<>();

  /** Whether it can't be asked. */
  boolean broken;

  /** Whether it lets nobody delete images. */
  boolean keepsAll;

  ImagesInMemory(String name, int... numbers) {
    this.name = name;
    for (int number : numbers) {
      images.put(
          number,
          new HeldImage("image-" + number, digest(number), OptionalLong.empty(), List.of()));
    }
  }

  static ArtifactDigest digest(int number) {
    return ArtifactDigest.ofHex("%064x".formatted(number));
  }

  List<Integer> numbers() {
    return List.copyOf(images.keySet());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<HeldImage> held(ImageNeeds needs) {
    if (broken) {
      throw Failure.unavailable("looking at " + name, "it is down", "start it").toException();
    }
    return List.copyOf(images.values());
  }

  @Override
  public Removal remove(HeldImage image, Fence fence) {
    if (keepsAll) {
      return new Removal.NotAllowed("nobody may");
    }
    images.values().remove(image);
    return new Removal.Done();
  }
}
