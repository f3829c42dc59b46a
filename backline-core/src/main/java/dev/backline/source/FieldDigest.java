package dev.backline.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over texts, each with its length before it, so that no two different lists of texts feed
 * it the same bytes.
 */
final class FieldDigest {

  private final MessageDigest sha256;

  FieldDigest(String format) {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    add(format);
  }

  void fields(String kind, List<String> values) {
    add(kind);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(values.size()).flip());
    values.forEach(this::add);
  }

  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    sha256.update(bytes);
  }
}
