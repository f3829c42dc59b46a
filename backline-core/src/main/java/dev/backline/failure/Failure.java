package dev.backline.failure;

import java.util.Objects;

/**
 * A failure as a person reads it: what was tried, why it failed, what to do next. Never holds a
 * secret.
 *
 * @param tried what was being done, starting with a verb in -ing or a noun ("starting PostgreSQL")
 * @param why the cause, as exact as is known
 * @param remedy what the reader can do now
 * @param exitCode how a command that fails with it ends
 */
public record Failure(String tried, String why, String remedy, ExitCode exitCode) {

  public Failure {
    requireText(tried, "tried");
    requireText(why, "why");
    requireText(remedy, "remedy");
    Objects.requireNonNull(exitCode, "exitCode");
  }

  public static Failure undone(String tried, String why, String remedy) {
    return new Failure(tried, why, remedy, ExitCode.FAILED_AND_UNDONE);
  }

  public static Failure usage(String tried, String why, String remedy) {
    return new Failure(tried, why, remedy, ExitCode.USAGE);
  }

  public static Failure refused(String tried, String why, String remedy) {
    return new Failure(tried, why, remedy, ExitCode.REFUSED);
  }

  public static Failure unavailable(String tried, String why, String remedy) {
    return new Failure(tried, why, remedy, ExitCode.UNAVAILABLE);
  }

  public static Failure needsPerson(String tried, String why, String remedy) {
    return new Failure(tried, why, remedy, ExitCode.NEEDS_PERSON);
  }

  /** One line for logs and journals. */
  public String summary() {
    return tried + ": " + why;
  }

  /** This failure as an exception, to be thrown where it is found. */
  public BacklineException toException() {
    return new BacklineException(this);
  }

  /** This failure as an exception that keeps the technical cause for {@code --verbose}. */
  public BacklineException toException(Throwable cause) {
    return new BacklineException(this, cause);
  }

  private static void requireText(String text, String name) {
    if (Objects.requireNonNull(text, name).isBlank()) {
      throw new IllegalArgumentException(name + " is blank");
    }
  }
}
