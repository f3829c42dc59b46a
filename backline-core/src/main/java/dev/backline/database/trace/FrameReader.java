package dev.backline.database.trace;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Reads messages from one side of a connection without ever holding a whole result. */
final class FrameReader {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  FrameReader(InputStream in) {
    this.in = in;
  }

  /** The next message's head, waiting for it; empty if the other side has closed instead. */
  Optional<FrameHead> next() throws IOException {
    if (position == limit && !fill()) {
      return Optional.empty();
    }
    int type = readByte();
    return Optional.of(FrameHead.of(type, readInt()));
  }

  int readInt() throws IOException {
    return (readByte() << 24) | (readByte() << 16) | (readByte() << 8) | readByte();
  }

  byte[] read(int count) throws IOException {
    byte[] bytes = new byte[count];
    int done = 0;
    while (done < count) {
      int piece = piece(count - done);
      System.arraycopy(buffer, position, bytes, done, piece);
      position += piece;
      done += piece;
    }
    return bytes;
  }

  /** Hands that many bytes on as they come. */
  void pass(int count, OutputStream out) throws IOException {
    int left = count;
    while (left > 0) {
      int piece = piece(left);
      out.write(buffer, position, piece);
      position += piece;
      left -= piece;
    }
  }

  /** Whether all that was received has been read, so that it is time to flush. */
  boolean isDrained() {
    return position == limit;
  }

  private int readByte() throws IOException {
    piece(1);
    return buffer[position++] & 0xff;
  }

  /** How many of the wanted bytes lie in the buffer: at least one. */
  private int piece(int wanted) throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("closed within a message");
    }
    return Math.min(wanted, limit - position);
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer);
    position = 0;
    limit = Math.max(0, count);
    return count > 0;
  }
}
