package dev.backline.artifact;

import java.util.regex.Pattern;

/**
 * An artifact's name: the SHA-256 of its {@link Manifest}, or of an image's manifest. Equal files,
 * equal digest, whenever and wherever they were built.
 *
 * @param value {@code sha256:} and 64 lower-case hexadecimal digits
 */
public record ArtifactDigest(String value) {

  private static final String PREFIX = "sha256:";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");
  private static final int SHORT_LENGTH = 12;

  public ArtifactDigest {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an artifact digest: " + value);
    }
  }

  /** Of a SHA-256 in 64 lower-case hexadecimal digits. */
  public static ArtifactDigest ofHex(String hex) {
    return new ArtifactDigest(PREFIX + hex);
  }

  /** The SHA-256 alone. */
  public String hex() {
    return value.substring(PREFIX.length());
  }

  /** The first {@value #SHORT_LENGTH} digits, for people. */
  public String abbreviated() {
    return hex().substring(0, SHORT_LENGTH);
  }

  @Override
  public String toString() {
    return value;
  }
}
