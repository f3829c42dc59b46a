package dev.backline.artifact.image;

import java.util.List;

/** What a manifest and its parts are (OCI image specification 1.1, "Media Types"). */
public final class MediaTypes {

  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String GZIP_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  static final String INDEX = "application/vnd.oci.image.index.v1+json";

  /** The one that OCI's was made of; engines and registries know both. */
  static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  private MediaTypes() {}

  /** Those of an image's manifest; a list of several platforms' images is none of them. */
  public static List<String> manifests() {
    return List.of(MANIFEST, DOCKER_MANIFEST);
  }
}
