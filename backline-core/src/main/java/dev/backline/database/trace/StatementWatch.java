package dev.backline.database.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Puts together what is seen of the statements of one connection. */
final class StatementWatch {

  private final int connection;
  private final Recording recording;
  private final Catalogue catalogue;
  private final Rewrites rewrites;
  private final LockWatch locks;
  private final List<Observation> transaction = new ArrayList<>();
  private final Set<Long> rewritten = new HashSet<>();
  private Tables tablesBefore;
  private boolean inTransaction;

  StatementWatch(int connection, Recording recording, Catalogue catalogue, Rewrites rewrites) {
    this.connection = connection;
    this.recording = recording;
    this.catalogue = catalogue;
    this.rewrites = rewrites;
    this.locks = LockWatch.start(catalogue);
    this.tablesBefore = catalogue.tables();
  }

  /**
   * @param pid the server's process for this connection
   */
  void backend(int pid) {
    locks.of(pid);
  }

  OptionalInt backend() {
    return locks.backend();
  }

  /** Whether the server has nothing more to say, as far as can be seen. */
  boolean serverWaitsForClient() {
    return locks.backend().isPresent() && catalogue.waitsForClient(locks.backend().getAsInt());
  }

  /**
   * @param alone whether the server commits it before it answers, unless it is in a transaction
   */
  void statementBegins(boolean alone) {
    if (transaction.isEmpty()) {
      tablesBefore = catalogue.tables();
    }
    locks.statementBegins(alone && !inTransaction);
  }

  /** What the event triggers say. */
  void told(String detail) {
    if (detail.startsWith(EventTriggers.REWRITE)) {
      rewritten.add(Long.parseLong(detail.substring(EventTriggers.REWRITE.length())));
    } else if (detail.startsWith(EventTriggers.LOCKS)) {
      locks.told(toldLocks(detail.substring(EventTriggers.LOCKS.length())));
    }
  }

  void statementEnds(Portal portal, StatementEnd end) {
    List<SeenLock> taken = locks.statementEnds(end.transactionGoesOn());
    Observation observation = portal.observation().orElseGet(() -> newObservation(portal));
    observation.add(end, taken, rewritten);
    rewritten.clear();
    observation.name(tablesBefore);
    observation.name(catalogue.tables());
    transaction.add(observation);
    follow(portal.sql(), end.tags());
  }

  /** The transaction failed where it was to be committed. */
  void commitFailed(String reason) {
    if (!transaction.isEmpty()) {
      transaction.getLast().fail(reason);
    }
  }

  /**
   * @param open whether an explicit transaction goes on, failed or not
   */
  void serverIsReady(boolean open) {
    inTransaction = open;
    if (!open) {
      transactionEnds();
    }
  }

  void end() {
    transactionEnds();
    locks.end();
  }

  private Observation newObservation(Portal portal) {
    Observation observation = new Observation(connection, portal.sql(), inTransaction);
    portal.observed(observation);
    recording.add(observation);
    return observation;
  }

  /** Transactions begin and end within a pipeline, too, long before the server is ready again. */
  private void follow(String sql, List<CommandTag> tags) {
    for (CommandTag tag : tags) {
      if (tag.beginsTransaction()) {
        inTransaction = true;
      } else if (tag.endsTransaction(sql)) {
        inTransaction = false;
        transactionEnds();
      }
    }
  }

  private void transactionEnds() {
    if (transaction.stream().anyMatch(Observation::mayTellMore)) {
      Tables now = catalogue.lookAgain();
      transaction.forEach(statement -> statement.name(now));
      rewrites.tell(transaction, tablesBefore, now);
      transaction.forEach(Observation::settle);
    }
    transaction.clear();
    locks.transactionEnds();
  }

  /** Pairs of object id and mode. */
  private List<SeenLock> toldLocks(String list) {
    List<String> words =
        Arrays.stream(list.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    Tables known = catalogue.tables();
    List<SeenLock> told = new ArrayList<>();
    for (int at = 0; at + 1 < words.size(); at += 2) {
      long oid = Long.parseLong(words.get(at));
      Optional<SeenLock> lock = SeenLock.of(oid, words.get(at + 1), !known.has(oid));
      lock.ifPresent(told::add);
    }
    return told;
  }
}
