package dev.backline.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Commands that have to succeed before a commit is deployed.
 *
 * @param timeout more than zero
 * @param parallel whether it may run beside other checks
 */
public record CheckSpec(
    CheckName name, Commands command, Duration timeout, boolean parallel, Reports reports) {

  public CheckSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(reports, "reports");
    Checked.that(timeout.isPositive(), "timeout has to be more than zero");
  }

  /**
   * What the check leaves behind for counting.
   *
   * @param junit JUnit XML files, below the repository's root
   * @param jacoco JaCoCo's XML report, below the repository's root
   */
  public record Reports(Optional<Glob> junit, Optional<RelativePath> jacoco) {

    public static final Reports NONE = new Reports(Optional.empty(), Optional.empty());

    public Reports {
      Objects.requireNonNull(junit, "junit");
      Objects.requireNonNull(jacoco, "jacoco");
    }
  }
}
