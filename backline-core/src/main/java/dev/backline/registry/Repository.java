package dev.backline.registry;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.image.Loopback;
import dev.backline.config.ImageName;
import java.net.URI;

/**
 * Where in a registry an app's images are.
 *
 * @param registry its host, and its port if it isn't the usual one
 * @param path the repository's name there, such as {@code team/app}
 */
public record Repository(String registry, String path) {

  /** From a name with a registry and without a tag or digest. */
  public static Repository of(ImageName name) {
    int slash = name.value().indexOf('/');
    if (slash <= 0) {
      throw new IllegalArgumentException("names no registry: " + name);
    }
    return new Repository(name.value().substring(0, slash), name.value().substring(slash + 1));
  }

  /** The image as engines name it. */
  public String reference(ArtifactDigest image) {
    return registry + "/" + path + "@" + image;
  }

  /** What the distribution specification gives as {@code /v2/<name>/…}. */
  URI at(String rest) {
    String scheme = Loopback.isOne(registry) ? "http" : "https";
    return URI.create(scheme + "://" + server() + "/v2/" + path + "/" + rest);
  }

  /** Docker Hub is the one registry whose name is not where it is. */
  private String server() {
    return registry.equals("docker.io") ? "registry-1.docker.io" : registry;
  }

  @Override
  public String toString() {
    return registry + "/" + path;
  }
}
