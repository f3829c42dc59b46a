package dev.backline.runtime.compose;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the processes of a container hold of memory, as ps(1) tells of each. */
final class ResidentMemory {

  private static final Pattern PROCESS = Pattern.compile("\\s*[0-9]+\\s+([0-9]{1,12})\\s*");

  private ResidentMemory() {}

  /**
   * In bytes; empty if no process is told of.
   *
   * @param lines a heading, then pid and KiB of each
   */
  static OptionalLong sum(List<String> lines) {
    long sum =
        lines.stream()
            .map(PROCESS::matcher)
            .filter(Matcher::matches)
            .mapToLong(process -> Long.parseLong(process.group(1)) * 1024)
            .sum();
    return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
  }
}
