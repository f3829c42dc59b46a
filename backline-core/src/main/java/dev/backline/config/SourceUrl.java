package dev.backline.config;

import java.util.regex.Pattern;

/** Where people find an app's repository; only told, never asked for anything. */
public record SourceUrl(String value) {

  public static final String PATTERN = "^https?://[!-~]{1,500}$";
  public static final String RULE =
      "http:// or https:// and an address: https://github.com/example/music-graph";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public SourceUrl {
    Checked.matching(value, VALID, "an address", RULE);
  }

  @Override
  public String toString() {
    return value;
  }
}
