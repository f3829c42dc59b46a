package dev.musicgraph.token;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Naming;
import dev.musicgraph.catalogue.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A token that somebody asks for.
 *
 * @param name what it is for
 * @param expires when it ends; empty if never
 */
public record TokenOrder(String name, Optional<Instant> expires) {
  static final int LONGEST_YEARS = 10;

  /**
   * Finds all problems, not only the first.
   *
   * @param lastDay the last day, in UTC, on which the token works, as YYYY-MM-DD; may be empty
   */
  public static Checked<TokenOrder> check(String name, String lastDay, Instant now) {
    List<Problem> problems = new ArrayList<>();
    Naming.ofName(name.strip()).ifPresent(problems::add);
    Optional<LocalDate> day = Optional.empty();
    if (!lastDay.isBlank()) {
      day = day(lastDay.strip(), LocalDate.ofInstant(now, ZoneOffset.UTC));
      if (day.isEmpty()) {
        problems.add(
            new Problem(
                "expires",
                "The last day is a date such as 2030-12-31, from today on and within "
                    + LONGEST_YEARS
                    + " years."));
      }
    }
    return problems.isEmpty()
        ? new Checked.Valid<>(new TokenOrder(name.strip(), day.map(TokenOrder::end)))
        : new Checked.Invalid<>(problems);
  }

  private static Optional<LocalDate> day(String text, LocalDate today) {
    try {
      return Optional.of(LocalDate.parse(text))
          .filter(day -> !day.isBefore(today) && !day.isAfter(today.plusYears(LONGEST_YEARS)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
