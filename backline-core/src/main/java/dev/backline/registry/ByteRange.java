package dev.backline.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of something that are asked for (RFC 9110, section 14): how an engine goes on with a
 * layer whose transfer broke off.
 *
 * @param first counted from 0
 * @param length how many
 * @param of how many there are
 */
record ByteRange(long first, long length, long of) {

  private static final Pattern FROM = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})?");

  /** All of them, unless the header asks for one range that there is. */
  static ByteRange read(@Nullable String header, long size) {
    ByteRange all = new ByteRange(0, size, size);
    Matcher matcher = FROM.matcher(header == null ? "" : header);
    if (!matcher.matches()) {
      return all;
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2) == null ? size - 1 : Long.parseLong(matcher.group(2));
    last = Math.min(last, size - 1);
    return first <= last ? new ByteRange(first, last - first + 1, size) : all;
  }

  boolean isPart() {
    return length < of;
  }

  /** The value of {@code Content-Range}. */
  String header() {
    return "bytes " + first + "-" + (first + length - 1) + "/" + of;
  }

  /** Passes that many bytes on. */
  void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = length;
    while (left > 0) {
      int read = from.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("the store has less of it than it should");
      }
      to.write(buffer, 0, read);
      left -= read;
    }
  }
}
