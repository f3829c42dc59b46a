package dev.backline.database.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * How each message after the first begins (PostgreSQL manual, section 55.7).
 *
 * @param bodyLength bytes that follow the head
 */
record FrameHead(char type, int bodyLength) {

  static final int BYTES = 5;

  /** The length counts itself. */
  static final int LENGTH_BYTES = 4;

  /** Nor does the server read or send longer ones ({@code MaxAllocSize}). */
  private static final int LONGEST = 0x3fff_ffff;

  /**
   * @param length as it was received
   */
  static FrameHead of(int type, int length) throws MalformedFrameException {
    if (!isLetter(type) && !isDigit(type)) {
      throw new MalformedFrameException("not a message's type: " + type);
    }
    if (length < LENGTH_BYTES || length > LONGEST) {
      throw new MalformedFrameException("not a message's length: " + length);
    }
    return new FrameHead((char) type, length - LENGTH_BYTES);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(
        ByteBuffer.allocate(BYTES).put((byte) type).putInt(bodyLength + LENGTH_BYTES).array());
  }

  private static boolean isLetter(int type) {
    return (type >= 'A' && type <= 'Z') || (type >= 'a' && type <= 'z');
  }

  private static boolean isDigit(int type) {
    return type >= '0' && type <= '9';
  }
}
