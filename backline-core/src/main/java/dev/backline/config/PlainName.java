package dev.backline.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an app's environment is called where a name holds letters, digits and hyphens only. */
public final class PlainName {

  private static final int HASH_DIGITS = 8;

  private PlainName() {}

  /**
   * {@code APP-ENVIRONMENT}. Two different pairs never share a name: where the environment's own
   * name has a hyphen, {@code a} in {@code b-c} would be {@code a-b} in {@code c}, and a hash of
   * the pair is added, after an underscore, which no app or environment has in its name.
   */
  public static String of(AppName app, EnvironmentName environment) {
    String joined = app + "-" + environment;
    return environment.value().indexOf('-') < 0
        ? joined
        : joined + "_" + hash(app + "\0" + environment);
  }

  private static String hash(String pair) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(pair.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
