package dev.backline.host.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A server's public key.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key itself, as RFC 4253 section 6.6 encodes it
 */
public record HostKey(String type, String base64) {

  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9@.-]+");

  public HostKey {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("not a type of key: " + type);
    }
    if (Base64.getDecoder().decode(base64).length == 0) {
      throw new IllegalArgumentException("a key is not empty");
    }
  }

  /** As {@code ssh-keygen -l} shows it: {@code SHA256:} and 43 characters. */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
