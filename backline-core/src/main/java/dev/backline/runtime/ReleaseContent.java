package dev.backline.runtime;

import dev.backline.config.HostName;
import java.util.Map;

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

  /**
   * An image that several hosts' engines have already, each under a name of its own: the id that an
   * engine gives it depends on how that engine keeps images.
   */
  record Images(Map<HostName, Image> onHosts) implements ReleaseContent {

    public Images {
      onHosts = Map.copyOf(onHosts);
    }

    /**
     * What that host's engine knows it by.
     *
     * @throws IllegalArgumentException if it was not brought to that host
     */
    public Image on(HostName host) {
      Image image = onHosts.get(host);
      if (image == null) {
        throw new IllegalArgumentException("not brought to " + host + ": " + onHosts.keySet());
      }
      return image;
    }
  }
}
