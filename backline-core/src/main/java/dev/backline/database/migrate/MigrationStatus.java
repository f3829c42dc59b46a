package dev.backline.database.migrate;

import dev.backline.failure.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which migrations a database has, as the app's status command told.
 *
 * @param applied in the order that the command printed them
 * @param pending in the order that the command printed them
 * @param otherLines what else it printed
 */
public record MigrationStatus(
    List<MigrationId> applied, List<MigrationId> pending, List<String> otherLines) {

  private static final Pattern LINE = Pattern.compile("(applied|pending)\\s+(\\S+)\\s*");

  public MigrationStatus {
    applied = List.copyOf(applied);
    pending = List.copyOf(pending);
    otherLines = List.copyOf(otherLines);
  }

  /**
   * Reads lines {@code applied ID} and {@code pending ID}; others are only kept.
   *
   * @throws dev.backline.failure.BacklineException if there is none of them, or one twice
   */
  static MigrationStatus parse(List<String> lines) {
    List<MigrationId> applied = new ArrayList<>();
    List<MigrationId> pending = new ArrayList<>();
    List<String> others = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line.strip());
      if (!matcher.matches() || !MigrationId.isOne(matcher.group(2))) {
        others.add(line);
      } else if (!seen.add(matcher.group(2))) {
        throw unreadable("it named " + matcher.group(2) + " twice");
      } else {
        (matcher.group(1).equals("applied") ? applied : pending)
            .add(new MigrationId(matcher.group(2)));
      }
    }
    if (seen.isEmpty()) {
      String said =
          others.stream().filter(line -> !line.isBlank()).collect(Collectors.joining(" | "));
      throw unreadable(
          said.isEmpty() ? "it printed nothing" : "it printed no such line but: " + said);
    }
    return new MigrationStatus(applied, pending, others);
  }

  public boolean isUpToDate() {
    return pending.isEmpty();
  }

  /** The migration applied last; empty if none is. */
  public Optional<MigrationId> latest() {
    return applied.isEmpty() ? Optional.empty() : Optional.of(applied.getLast());
  }

  /**
   * What was applied later than that one, in order.
   *
   * @param earlier empty for all; one that isn't applied any more counts as none
   */
  public List<MigrationId> appliedAfter(Optional<MigrationId> earlier) {
    return applied.subList(earlier.map(applied::indexOf).orElse(-1) + 1, applied.size());
  }

  /**
   * What stays applied after going down to that one.
   *
   * @param to the last that stays; nothing stays if empty
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if it isn't applied
   */
  List<MigrationId> remainingAfterDown(Optional<MigrationId> to) {
    if (to.isEmpty()) {
      return List.of();
    }
    int index = applied.indexOf(to.get());
    if (index < 0) {
      throw Failure.usage(
              "going down to migration " + to.get(),
              "it is not applied; applied are: " + list(applied),
              "choose one that is applied, or none")
          .toException();
    }
    return applied.subList(0, index + 1);
  }

  /** For a message: what is applied and what is pending. */
  String told() {
    return "applied now: " + list(applied) + "; pending: " + list(pending);
  }

  private static String list(List<MigrationId> ids) {
    return ids.isEmpty()
        ? "none"
        : ids.stream().map(MigrationId::value).collect(Collectors.joining(", "));
  }

  private static RuntimeException unreadable(String why) {
    return Failure.unavailable(
            "reading which migrations are applied",
            why,
            "the command migrations.status has to print a line 'applied ID' or 'pending ID' for"
                + " each migration, once, in order")
        .toException();
  }
}
