package dev.backline.release;

import java.util.Comparator;
import java.util.Optional;

/** The order of pre-release parts (SemVer 2.0 section 11, rules 3 and 4). */
final class SuffixPrecedence {

  /** Numbers have no leading zeros, so the longer one is the greater; they may exceed a long. */
  private static final Comparator<String> NUMBERS =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private SuffixPrecedence() {}

  static int compare(Optional<String> left, Optional<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    String[] lefts = left.get().split("\\.", -1);
    String[] rights = right.get().split("\\.", -1);
    for (int i = 0; i < Math.min(lefts.length, rights.length); i++) {
      int order = compareIdentifiers(lefts[i], rights[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(lefts.length, rights.length);
  }

  private static int compareIdentifiers(String left, String right) {
    boolean leftIsNumber = isNumber(left);
    boolean rightIsNumber = isNumber(right);
    if (leftIsNumber && rightIsNumber) {
      return NUMBERS.compare(left, right);
    }
    if (leftIsNumber || rightIsNumber) {
      return leftIsNumber ? -1 : 1;
    }
    return left.compareTo(right);
  }

  private static boolean isNumber(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
