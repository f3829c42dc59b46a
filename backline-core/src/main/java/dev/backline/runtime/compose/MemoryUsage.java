package dev.backline.runtime.compose;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docker stats} prints of a container's memory, such as {@code 52.3MiB / 512MiB}. */
final class MemoryUsage {

  private static final Pattern TEXT = Pattern.compile("\\s*([0-9.]{1,12})([KMGT]?i?B)\\s*/.*");

  /** The client prints powers of 1024; older ones leave the i out. */
  private static final Map<String, Integer> SHIFTS =
      Map.of(
          "B", 0, "KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40, "KB", 10, "MB", 20, "GB", 30, "TB",
          40);

  private MemoryUsage() {}

  /** In bytes; empty if it isn't such a text, as of a container that has just ended. */
  static OptionalLong read(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || !SHIFTS.containsKey(matcher.group(2))) {
      return OptionalLong.empty();
    }
    try {
      BigDecimal bytes =
          new BigDecimal(matcher.group(1))
              .multiply(BigDecimal.valueOf(1L << SHIFTS.get(matcher.group(2))));
      return bytes.signum() > 0 ? OptionalLong.of(bytes.longValue()) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
