package dev.backline.cli.demo;

import dev.backline.cli.terminal.HumanDuration;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Terminal;
import dev.backline.run.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the demo says of itself, each checked when it is said. */
final class Claims {

  /** A claim and what was found. */
  record Claim(String text, boolean held, String found) {}

  private final Terminal terminal;
  private final List<Claim> claims = new ArrayList<>();

  Claims(Terminal terminal) {
    this.terminal = terminal;
  }

  void check(String text, boolean held, String found) {
    Claim claim = new Claim(text, held, found);
    claims.add(claim);
    String mark =
        held
            ? terminal.styled(Style.GOOD, terminal.symbol("✓", "+"))
            : terminal.styled(Style.BAD, terminal.symbol("✗", "x"));
    terminal.note("   " + mark + " " + text + (found.isEmpty() ? "" : ": " + found));
  }

  void equal(String text, Object expected, Object found) {
    // Where both are nothing, nothing was shown.
    boolean held = Objects.equals(expected, found) && !Optional.empty().equals(found);
    check(
        text,
        held,
        held ? words(found) : "expected " + words(expected) + ", found " + words(found));
  }

  /** It has come about, and did not take longer than that. */
  void within(String text, Duration limit, boolean there, Duration took, String found) {
    check(
        text + " within " + limit.toMinutes() + " min",
        there && took.compareTo(limit) <= 0,
        found + (there ? " after " : ": not after ") + HumanDuration.of(took));
  }

  private static String words(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(Claims::words).orElse("nothing");
      case RunStatus status -> status.words();
      default -> String.valueOf(value);
    };
  }

  boolean allHeld() {
    return claims.stream().allMatch(Claim::held);
  }

  List<Claim> all() {
    return List.copyOf(claims);
  }
}
