package dev.backline.config.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Problem;
import dev.backline.config.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is done to a good file, reading it ends in a result, and every problem has a place in
 * it.
 */
class MutationTest {

  private static final int ROUNDS = 1_500;
  private static final String[] SPICE = {
    "\t",
    "\n",
    ":",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "'",
    "\"",
    "|",
    ">",
    "&a ",
    "*a",
    "!!x ",
    "${",
    "${to}",
    "%",
    "#",
    "\0",
    "\uFEFF",
    "\uD83D\uDE00",
    "~",
    "null",
    "? ",
    "---\n",
    "...\n",
    "-1",
    "999999999999",
    "0x10",
    ".inf",
    "<<: ",
  };

  @Test
  @Timeout(120)
  void neverThrowsAndAlwaysNamesALineThatExists() {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    byte[] good = Samples.full().getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bad = mutate(good, random);
      String replay =
          "round " + round + " of -Dseed=" + seed + "\n" + new String(bad, StandardCharsets.UTF_8);
      long lines =
          new String(bad, StandardCharsets.UTF_8).split("\r\n|[\n\r\u0085\u2028\u2029]", -1).length;
      if (result(bad, replay) instanceof ConfigResult.Invalid(List<Problem> problems)) {
        assertThat(problems)
            .as(replay)
            .isNotEmpty()
            .allSatisfy(problem -> {
              assertThat((long) problem.line()).isBetween(1L, lines);
              assertThat(problem.message()).isNotBlank();
            });
      }
    }
  }

  private static ConfigResult result(byte[] bad, String replay) {
    try {
      return ConfigFile.read("backline.yml", bad);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(replay, e);
    }
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] bad = good;
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      bad =
          switch (random.nextInt(5)) {
            case 0 -> flip(bad, random);
            case 1 -> cut(bad, random);
            case 2 -> insert(bad, SPICE[random.nextInt(SPICE.length)], random);
            case 3 -> shuffleLines(bad, random);
            default -> dropLine(bad, random);
          };
    }
    return bad;
  }

  private static byte[] flip(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    if (copy.length > 0) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
    }
    return copy;
  }

  private static byte[] cut(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(30));
    byte[] copy = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, copy, from, bytes.length - to);
    return copy;
  }

  private static byte[] insert(byte[] bytes, String what, Random random) {
    byte[] added = what.getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(bytes.length + 1);
    byte[] copy = Arrays.copyOf(bytes, bytes.length + added.length);
    System.arraycopy(bytes, at, copy, at + added.length, bytes.length - at);
    System.arraycopy(added, 0, copy, at, added.length);
    return copy;
  }

  private static byte[] shuffleLines(byte[] bytes, Random random) {
    List<String> lines = lines(bytes);
    Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
    return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] dropLine(byte[] bytes, Random random) {
    List<String> lines = lines(bytes);
    lines.remove(random.nextInt(lines.size()));
    return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Latin-1 keeps every byte as it is. */
  private static List<String> lines(byte[] bytes) {
    return new ArrayList<>(List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)));
  }
}
