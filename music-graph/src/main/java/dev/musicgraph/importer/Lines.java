package dev.musicgraph.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, and how many bytes they took, so that reading can go on there later. */
final class Lines {
  /** The longest items have some 5 MB; longer ones are read past, not kept. */
  private static final int LONGEST = 64 << 20;

  private final InputStream stream;
  private final byte[] buffer = new byte[1 << 20];
  private int next;
  private int end;
  private long bytes;

  /** Goes on after the first {@code bytes} bytes. */
  Lines(InputStream stream, long bytes) throws IOException {
    stream.skipNBytes(bytes);
    this.stream = stream;
    this.bytes = bytes;
  }

  /** How many bytes all lines until now had. */
  long bytes() {
    return bytes;
  }

  /** The next line without its end; null at the end. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean any = false;
    while (fill()) {
      any = true;
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      boolean ended = next < end;
      if (line.size() < LONGEST) {
        line.write(buffer, from, next - from);
      }
      if (ended) {
        next++;
      }
      bytes += next - from;
      if (ended) {
        break;
      }
    }
    return any ? line.toByteArray() : null;
  }

  private boolean fill() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, stream.read(buffer, 0, buffer.length));
    }
    return end > 0;
  }
}
