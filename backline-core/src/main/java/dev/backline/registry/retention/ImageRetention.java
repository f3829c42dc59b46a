package dev.backline.registry.retention;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which images of one place stay: those that something there uses, those that an environment or a
 * run needs, and those that the environment has not brought. Decides only; does nothing.
 */
public final class ImageRetention {

  private ImageRetention() {}

  /**
   * What stays and why, and what goes and why; each image is in exactly one of both.
   *
   * @param keep by reference
   * @param delete by reference
   */
  public record Plan(SortedMap<String, Verdict> keep, SortedMap<String, Verdict> delete) {

    public Plan {
      keep = Collections.unmodifiableSortedMap(new TreeMap<>(keep));
      delete = Collections.unmodifiableSortedMap(new TreeMap<>(delete));
    }
  }

  /** An image, and why it stays or goes. */
  public record Verdict(HeldImage image, String why) {}

  /**
   * @param held no two of the same reference
   */
  public static Plan plan(Collection<HeldImage> held, ImageNeeds needs) {
    SortedMap<String, Verdict> keep = new TreeMap<>();
    SortedMap<String, Verdict> delete = new TreeMap<>();
    for (HeldImage image : held) {
      Optional<String> reason = reason(image, needs);
      Verdict verdict =
          new Verdict(
              image,
              reason.orElse(needs.environment() + " goes back to it no more, nobody uses it"));
      Verdict same = (reason.isPresent() ? keep : delete).putIfAbsent(image.reference(), verdict);
      if (same != null) {
        throw new IllegalArgumentException("twice: " + image.reference());
      }
    }
    return new Plan(keep, delete);
  }

  private static Optional<String> reason(HeldImage image, ImageNeeds needs) {
    if (!image.holders().isEmpty()) {
      int others = image.holders().size() - 1;
      return Optional.of(
          image.holders().getFirst() + (others > 0 ? ", and " + others + " more" : ""));
    }
    Optional<String> needed = Optional.ofNullable(needs.needed().get(image.digest()));
    return needed.isPresent() || needs.brought().contains(image.digest())
        ? needed
        : Optional.of("it was not brought by " + needs.environment());
  }
}
