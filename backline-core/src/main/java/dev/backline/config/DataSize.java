package dev.backline.config;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory or disk, 0 to {@link Long#MAX_VALUE} bytes. */
public record DataSize(long bytes) implements Comparable<DataSize> {

  public static final String PATTERN = "^[0-9]{1,15}(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$";
  public static final String RULE =
      "a whole number and a unit: B, KB, MB, GB, TB (1000) or KiB, MiB, GiB, TiB (1024)";

  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,15})(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)");

  public DataSize {
    Checked.that(bytes >= 0, "a size can't be negative");
  }

  public static DataSize parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    Checked.that(matcher.matches(), Checked.shown(text) + " is not a size: " + RULE);
    BigInteger bytes =
        new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(unit(matcher.group(2))));
    Checked.that(bytes.bitLength() < Long.SIZE, Checked.shown(text) + " is too large");
    return new DataSize(bytes.longValue());
  }

  private static long unit(String unit) {
    long step = unit.endsWith("iB") ? 1024 : 1000;
    return switch (unit.charAt(0)) {
      case 'K' -> step;
      case 'M' -> step * step;
      case 'G' -> step * step * step;
      case 'T' -> step * step * step * step;
      default -> 1;
    };
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The exact size in the largest unit that divides it. */
  @Override
  public String toString() {
    for (String unit : new String[] {"TiB", "TB", "GiB", "GB", "MiB", "MB", "KiB", "KB"}) {
      if (bytes != 0 && bytes % unit(unit) == 0) {
        return bytes / unit(unit) + unit;
      }
    }
    return bytes + "B";
  }
}
