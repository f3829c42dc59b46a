package dev.backline.config;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A share of a hundred, 0 to 100. */
public record Percentage(double percent) {

  public static final String PATTERN = "^[0-9]{1,3}([.][0-9]{1,3})?%$";
  public static final String RULE = "a number from 0 to 100 and %, such as 1% or 0.5%";

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,3}(?:[.][0-9]{1,3})?)%");

  public Percentage {
    Checked.that(percent >= 0 && percent <= 100, written(percent) + " is not between 0% and 100%");
  }

  public static Percentage parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    Checked.that(matcher.matches(), Checked.shown(text) + " is not a percentage: " + RULE);
    return new Percentage(Double.parseDouble(matcher.group(1)));
  }

  /** The same as a fraction, 0 to 1. */
  public double fraction() {
    return percent / 100;
  }

  @Override
  public String toString() {
    return written(percent);
  }

  private static String written(double percent) {
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + "%";
  }
}
