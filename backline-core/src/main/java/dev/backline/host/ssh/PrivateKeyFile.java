package dev.backline.host.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** What can be told of a private key without opening it. */
final class PrivateKeyFile {

  /**
   * "openssh-key-v1", a NUL, and the length of the cipher's name; then that name (PROTOCOL.key of
   * OpenSSH).
   */
  private static final int CIPHER = 15 + 4;

  private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";

  private PrivateKeyFile() {}

  /** Whether a passphrase is needed; a file that can't be read needs none. */
  static boolean isEncrypted(Path file) {
    try {
      return isEncrypted(Files.readString(file));
    } catch (IOException unreadable) {
      return false; // Whoever opens it tells why.
    }
  }

  static boolean isEncrypted(String text) {
    Optional<String> firstLine =
        text.lines().dropWhile(line -> !line.equals(BEGIN)).skip(1).findFirst();
    return firstLine
        .map(line -> !cipher(line).startsWith("none"))
        // PKCS#8's label, and the header of the older PEM files (RFC 1421, 4.6.1.1).
        .orElseGet(() -> text.contains("ENCRYPTED"));
  }

  private static String cipher(String line) {
    try {
      String start = new String(Base64.getDecoder().decode(line), StandardCharsets.ISO_8859_1);
      return start.length() > CIPHER ? start.substring(CIPHER) : "";
    } catch (IllegalArgumentException notBase64) {
      return "none"; // Whoever opens it tells that it is damaged.
    }
  }
}
