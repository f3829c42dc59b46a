package dev.backline.runtime;

import java.util.regex.Pattern;

/**
 * Which release is in a slot.
 *
 * @param digest of its artifact, such as {@code sha256:…}
 * @param label its version as people read it, 1 to 100 visible ASCII characters
 * @param configuration digest of the configuration and secrets it runs with; a release that differs
 *     in nothing but this is another one
 */
public record ReleaseRef(String digest, String label, String configuration) {

  private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{0,199}");
  private static final Pattern LABEL = Pattern.compile("[!-~]{1,100}");

  public ReleaseRef {
    require(DIGEST, digest, "an artifact digest");
    require(LABEL, label, "a release label");
    require(DIGEST, configuration, "a configuration digest");
  }

  private static void require(Pattern form, String text, String what) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("not " + what + ": " + text);
    }
  }

  @Override
  public String toString() {
    return label;
  }
}
