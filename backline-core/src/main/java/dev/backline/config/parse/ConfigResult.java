package dev.backline.config.parse;

import dev.backline.config.AppConfig;
import dev.backline.config.Problem;
import dev.backline.failure.Failure;
import java.util.List;
import java.util.stream.Collectors;

/** What came of reading a configuration file. */
public sealed interface ConfigResult {

  /** It is right, in itself and across its parts. */
  record Valid(AppConfig config) implements ConfigResult {}

  /**
   * It is wrong.
   *
   * @param problems all of them, in the order of the file; not empty
   */
  record Invalid(List<Problem> problems) implements ConfigResult {

    public Invalid {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("invalid without a problem");
      }
    }

    /** All problems as one failure, a line each. */
    public Failure toFailure() {
      String file = problems.getFirst().file();
      String lines =
          problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ", "\n  ", ""));
      String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
      return Failure.usage(
          "reading " + file,
          count + ":" + lines,
          "correct "
              + file
              + " and run 'backline check'; docs/configuration.md explains every key");
    }
  }

  /** The configuration, or all problems as a {@link dev.backline.failure.BacklineException}. */
  default AppConfig orThrow() {
    return switch (this) {
      case Valid(AppConfig config) -> config;
      case Invalid invalid -> throw invalid.toFailure().toException();
    };
  }
}
