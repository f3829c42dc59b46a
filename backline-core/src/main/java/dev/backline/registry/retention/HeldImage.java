package dev.backline.registry.retention;

import dev.backline.artifact.ArtifactDigest;
import java.util.List;
import java.util.OptionalLong;

/**
 * An image as it lies in one place.
 *
 * @param reference the exact name that it is taken away by there
 * @param digest which artifact it is
 * @param bytes on that place's disk, shared layers counted in; empty if it isn't told
 * @param holders what uses or names it there and lets nobody take it away, in words such as {@code
 *     container shop-prod-web-blue is made of it}; sorted, each once
 */
public record HeldImage(
    String reference, ArtifactDigest digest, OptionalLong bytes, List<String> holders) {

  public HeldImage {
    holders = holders.stream().sorted().distinct().toList();
    if (reference.isBlank()) {
      throw new IllegalArgumentException("an image without a name can't be taken away by it");
    }
  }
}
