package dev.backline.registry;

import dev.backline.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Whom a registry knows us as. */
public record Credential(String user, Secret password) {

  public Credential {
    if (user.isBlank() || user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user's name is not empty and has no colon (RFC 7617)");
    }
  }

  /** The value of an {@code Authorization} header (RFC 7617): a secret like the password. */
  Secret basic() {
    byte[] both = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return Secret.of("Basic " + Base64.getEncoder().encodeToString(both));
  }
}
