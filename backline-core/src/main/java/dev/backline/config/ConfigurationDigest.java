package dev.backline.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A name for what a release runs with: equal digests, nothing to redeploy.
 *
 * @param hex a SHA-256 in 64 lower-case hexadecimal digits
 */
public record ConfigurationDigest(String hex) {

  /** Part of what is hashed; raised when the canonical text changes on purpose. */
  public static final int FORMAT = 2;

  private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

  public ConfigurationDigest {
    Checked.matching(hex, VALID, "a configuration digest", "64 lower-case hexadecimal digits");
  }

  static ConfigurationDigest of(ReleaseConfiguration configuration) {
    String text =
        "backline-release-configuration " + FORMAT + "\n" + CanonicalText.of(configuration);
    return new ConfigurationDigest(
        HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
