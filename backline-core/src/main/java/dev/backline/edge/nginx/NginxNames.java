package dev.backline.edge.nginx;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an environment's things are called where other environments have theirs too. */
record NginxNames(AppName app, EnvironmentName environment) {

  private static final int PREFIX_DIGITS = 12;

  /**
   * {@code APP.ENVIRONMENT}. Names hold hyphens but no dots, so no two environments share one: with
   * a hyphen between them {@code a-b} in {@code c} would be {@code a} in {@code b-c}.
   */
  String dotted() {
    return app + "." + environment;
  }

  /** The file in nginx's own folder that includes ours. */
  String includeFile() {
    return "backline-" + dotted() + ".conf";
  }

  String container() {
    return "backline-" + dotted() + "-edge";
  }

  /**
   * What nginx's variables, upstreams and formats begin with. Short whatever the names are: nginx
   * refuses a configuration with variables that are too long for its hash ({@code
   * variables_hash_bucket_size}, 64 by default).
   */
  String prefix() {
    return "backline_"
        + HexFormat.of().formatHex(sha256(dotted())).substring(0, PREFIX_DIGITS)
        + "_";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
