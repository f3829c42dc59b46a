package dev.backline.runtime;

/** What a slot is prepared with. */
public sealed interface ReleaseContent {

  /** The files of an artifact. */
  record Bundle(ReleaseFiles files) implements ReleaseContent {}

  /**
   * An image that the host's engine has already.
   *
   * @param reference by digest: {@code repository@sha256:…} or the image's own id
   */
  record Image(String reference) implements ReleaseContent {

    public Image {
      if (!reference.contains("sha256:")) {
        throw new IllegalArgumentException("not an image by digest: " + reference);
      }
    }
  }
}
