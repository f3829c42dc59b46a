package dev.backline.database.trace;

import java.util.List;
import java.util.Optional;

/**
 * Which statement of a transaction gave a table new files. Where event triggers tell, only the
 * commands that they don't know are asked for; without them it is a guess, if a good one: whoever
 * rewrites a table locks it exclusively, and locks a passing copy of it that is gone at the end.
 */
record Rewrites(boolean eventTriggersTell) {

  void tell(List<Observation> transaction, Tables before, Tables after) {
    for (long oid : before.movedIn(after)) {
      by(oid, transaction).ifPresent(statement -> before.name(oid).ifPresent(statement::rewrote));
    }
  }

  private Optional<Observation> by(long oid, List<Observation> transaction) {
    List<Observation> since =
        transaction.stream().dropWhile(statement -> !statement.locked(oid)).toList();
    Optional<Observation> unseen =
        (since.isEmpty() ? transaction : since)
            .stream().filter(Observation::rewritesUnseen).findFirst();
    if (eventTriggersTell || unseen.isPresent()) {
      return unseen;
    }
    return since.stream()
        .filter(Observation::lockedWhatIsGone)
        .findFirst()
        .or(() -> since.stream().findFirst())
        .filter(statement -> !statement.empties());
  }
}
