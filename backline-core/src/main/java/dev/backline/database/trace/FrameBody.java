package dev.backline.database.trace;

import java.nio.charset.Charset;
import java.util.TreeMap;

/** Reads a message's body, or as much of it as was kept, from its beginning. */
final class FrameBody {

  private final byte[] bytes;
  private final Charset charset;
  private int position;

  FrameBody(byte[] bytes, Charset charset) {
    this.bytes = bytes;
    this.charset = charset;
  }

  /** The next text: it ends with a zero byte, or where what was kept ends. */
  String text() {
    int end = position;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    String text = new String(bytes, position, end - position, charset);
    position = Math.min(bytes.length, end + 1);
    return text;
  }

  /** The next byte, 0 if there is none. */
  int number8() {
    return position < bytes.length ? bytes[position++] & 0xff : 0;
  }

  int number32() {
    return (number8() << 24) | (number8() << 16) | (number8() << 8) | number8();
  }

  /** The fields of an error or a notice (PostgreSQL manual, section 55.8). */
  Report report() {
    TreeMap<Character, String> fields = new TreeMap<>();
    for (int field = number8(); field != 0; field = number8()) {
      fields.put((char) field, text());
    }
    return new Report(
        fields.getOrDefault('C', ""), fields.getOrDefault('M', ""), fields.getOrDefault('D', ""));
  }
}
