package dev.backline.database.lint.sql;

import dev.backline.database.lint.sql.Action.ResetLockTimeout;
import dev.backline.database.lint.sql.Action.SetLockTimeout;
import java.util.List;
import java.util.Optional;

/** Reads how long a connection will wait for locks (PostgreSQL manual, SET, lock_timeout). */
final class LockTimeouts {

  private static final String NAME = "lock_timeout";

  private LockTimeouts() {}

  static Optional<Action> action(Words words) {
    if (words.skip("RESET") || words.skip("DISCARD")) {
      return words.at("ALL") || words.at(NAME)
          ? Optional.of(new ResetLockTimeout())
          : Optional.empty();
    }
    if (words.skip("SET")) {
      boolean local = words.skip("LOCAL");
      words.skip("SESSION");
      return words.skip(NAME) ? set(words, local) : Optional.empty();
    }
    return words.at("SELECT")
        ? words.find("set_config").flatMap(LockTimeouts::call)
        : Optional.empty();
  }

  private static Optional<Action> set(Words words, boolean local) {
    if (!words.skipSymbol('=')) {
      words.skip("TO");
    }
    return words.at("DEFAULT")
        ? Optional.of(new ResetLockTimeout())
        : words.next().map(value -> new SetLockTimeout(isLimited(value), local));
  }

  /** The function does what SET and SET LOCAL do (PostgreSQL manual, section 9.28.1). */
  private static Optional<Action> call(Words words) {
    List<Words> arguments = words.parentheses().map(Words::split).orElse(List.of());
    if (arguments.size() != 3 || !arguments.getFirst().line().equals("'" + NAME + "'")) {
      return Optional.empty();
    }
    boolean local = arguments.get(2).at("true");
    return arguments.get(1).next().map(value -> new SetLockTimeout(isLimited(value), local));
  }

  /** Zero means without end. */
  private static boolean isLimited(Token value) {
    return value.text().chars().anyMatch(c -> c >= '1' && c <= '9');
  }
}
