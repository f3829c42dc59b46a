package dev.backline.database.trace;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The first message that is meant for the server: a client may ask for encryption before it, and is
 * told that there is none (PostgreSQL manual, sections 55.2.10 to 55.2.12).
 *
 * @param cancels whether it asks to cancel a statement of another connection
 * @param bytes as they were received
 */
record Opening(boolean cancels, byte[] bytes) {

  private static final int SSL = 80_877_103;
  private static final int GSS = 80_877_104;
  private static final int CANCEL = 80_877_102;
  private static final int PROTOCOL = 3;

  /** Nor does the server take a longer one ({@code MAX_STARTUP_PACKET_LENGTH}). */
  private static final int LONGEST = 10_000;

  private static final int HEAD_BYTES = 8;

  /** Once for each kind of encryption. */
  private static final int MOST_QUESTIONS = 2;

  static Opening read(FrameReader client, OutputStream answers) throws IOException {
    for (int questions = 0; questions <= MOST_QUESTIONS; questions++) {
      int length = client.readInt();
      if (length < HEAD_BYTES || length > LONGEST) {
        throw new MalformedFrameException("not a first message's length: " + length);
      }
      int code = client.readInt();
      byte[] rest = client.read(length - HEAD_BYTES);
      if (code != SSL && code != GSS) {
        return of(length, code, rest);
      }
      answers.write('N');
      answers.flush();
    }
    throw new MalformedFrameException("asked for encryption again and again");
  }

  private static Opening of(int length, int code, byte[] rest) throws IOException {
    if (code != CANCEL && code >>> 16 != PROTOCOL) {
      throw new MalformedFrameException("not a protocol's version: " + code);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(length);
    out.writeInt(code);
    out.write(rest);
    return new Opening(code == CANCEL, bytes.toByteArray());
  }
}
