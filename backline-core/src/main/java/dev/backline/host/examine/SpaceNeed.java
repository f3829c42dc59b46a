package dev.backline.host.examine;

/**
 * What a delivery takes of a host, in bytes.
 *
 * @param images on the disk of its engine, for what has to travel there
 * @param memory for the release beside the one that serves; 0 if nothing more will run than before
 */
public record SpaceNeed(long images, long memory) {

  public SpaceNeed {
    if (images < 0 || memory < 0) {
      throw new IllegalArgumentException("a need is never negative: " + images + ", " + memory);
    }
  }
}
