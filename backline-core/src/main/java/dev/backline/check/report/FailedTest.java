package dev.backline.check.report;

/**
 * One failure for people to read.
 *
 * @param name class and method, as the tool named them
 * @param message the first line of what was wrong, at most {@value #LONGEST} characters, maybe
 *     empty
 */
public record FailedTest(String name, String message) {

  private static final int LONGEST = 500;

  public FailedTest {
    message = message.strip().lines().findFirst().orElse("");
    message = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
  }
}
