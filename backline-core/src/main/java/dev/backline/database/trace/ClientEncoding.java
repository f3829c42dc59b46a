package dev.backline.database.trace;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What {@code client_encoding} is called in Java (PostgreSQL manual, section 24.3.1). */
final class ClientEncoding {

  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("LATIN1", "ISO-8859-1"),
          Map.entry("LATIN2", "ISO-8859-2"),
          Map.entry("LATIN5", "ISO-8859-9"),
          Map.entry("LATIN9", "ISO-8859-15"),
          Map.entry("WIN1250", "windows-1250"),
          Map.entry("WIN1251", "windows-1251"),
          Map.entry("WIN1252", "windows-1252"),
          Map.entry("EUC_JP", "EUC-JP"),
          Map.entry("EUC_KR", "EUC-KR"),
          Map.entry("SJIS", "Shift_JIS"),
          Map.entry("KOI8R", "KOI8-R"),
          Map.entry("KOI8U", "KOI8-U"));

  private ClientEncoding() {}

  /** UTF-8 for those that Java doesn't know: only the texts shown here would suffer. */
  static Charset of(String name) {
    String known = OTHER_NAMES.getOrDefault(name, name);
    try {
      return Charset.isSupported(known) ? Charset.forName(known) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException notEvenAName) {
      return StandardCharsets.UTF_8;
    }
  }
}
