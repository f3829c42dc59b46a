package dev.backline.database.container;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code df -P -k} says of one file system (POSIX.1-2017, df). */
public final class FreeBlocks {

  private static final Pattern LINE = Pattern.compile(".+ +\\d+ +\\d+ +(\\d+) +\\d+% +/.*");

  private FreeBlocks() {}

  /** Bytes that are free for everybody; empty if this is not what df prints. */
  public static OptionalLong bytes(List<String> lines) {
    if (lines.size() != 2) {
      return OptionalLong.empty();
    }
    Matcher line = LINE.matcher(lines.get(1));
    return line.matches()
        ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024)
        : OptionalLong.empty();
  }
}
