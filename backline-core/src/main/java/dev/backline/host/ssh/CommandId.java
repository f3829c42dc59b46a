package dev.backline.host.ssh;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Tells one command's processes and messages from all others on a host.
 *
 * @param value 32 hexadecimal digits
 */
record CommandId(String value) {

  private static final SecureRandom RANDOM = new SecureRandom();

  static CommandId random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new CommandId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return value;
  }
}
