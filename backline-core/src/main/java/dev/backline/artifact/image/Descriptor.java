package dev.backline.artifact.image;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names one blob (OCI image specification 1.1, "Content Descriptors").
 *
 * @param sha256 of its content, 64 lower-case hexadecimal digits
 * @param size in bytes
 */
public record Descriptor(String mediaType, String sha256, long size) {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final String PREFIX = "sha256:";

  public Descriptor {
    Objects.requireNonNull(mediaType, "mediaType");
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
    if (size < 0) {
      throw new IllegalArgumentException("a size is negative");
    }
  }

  /**
   * With its digest as a manifest writes it.
   *
   * @throws IllegalArgumentException unless that is a SHA-256: no other is in use
   */
  static Descriptor of(String mediaType, String digest, long size) {
    if (!digest.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a SHA-256: " + digest);
    }
    return new Descriptor(mediaType, digest.substring(PREFIX.length()), size);
  }

  /** As manifests and registries write it: {@code sha256:} and the digits. */
  public String digest() {
    return PREFIX + sha256;
  }
}
