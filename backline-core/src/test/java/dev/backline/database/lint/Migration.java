package dev.backline.database.lint;

import dev.backline.database.catalogue.NotNullCheck;
import dev.backline.database.catalogue.TableName;
import dev.backline.database.catalogue.TableSize;
import dev.backline.database.trace.LockMode;
import dev.backline.database.trace.TakenLock;
import dev.backline.database.trace.TracedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A migration as a trace would show it, on a production in which {@code band} and {@code album} are
 * big, {@code genre} is small and {@code gig} is big in another schema.
 */
final class Migration {

  static final TableName BAND = TableName.ofPublic("band");

  static final Map<TableName, TableSize> PRODUCTION =
      Map.of(
          BAND,
          new TableSize(2_000_000, 400_000_000),
          TableName.ofPublic("album"),
          new TableSize(900, 250_000_000),
          TableName.ofPublic("genre"),
          new TableSize(40, 65_536),
          new TableName("tour", "gig"),
          new TableSize(150_000, 20_000_000));

  private final List<TracedStatement> statements = new ArrayList<>();
  private final List<NotNullCheck> checks = new ArrayList<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private LintLimits limits = LintLimits.standard().withLockTimeout();
  private int connection = 1;
  private boolean transaction;

  static TakenLock lock(LockMode mode, String table) {
    return new TakenLock(TableName.ofPublic(table), mode, false);
  }

  static TakenLock created(String table) {
    return new TakenLock(TableName.ofPublic(table), LockMode.ACCESS_EXCLUSIVE, true);
  }

  Migration withoutLockTimeout() {
    limits = LintLimits.standard();
    return this;
  }

  Migration withCheck(NotNullCheck check) {
    checks.add(check);
    return this;
  }

  Migration waived(Waiver waiver) {
    waivers.add(waiver);
    return this;
  }

  Migration onConnection(int other) {
    connection = other;
    return this;
  }

  Migration begin() {
    run("BEGIN");
    transaction = true;
    return this;
  }

  Migration commit() {
    return end("COMMIT");
  }

  Migration end(String sql) {
    run(sql);
    transaction = false;
    return this;
  }

  Migration endUnseen() {
    transaction = false;
    return this;
  }

  Migration run(String sql, TakenLock... locks) {
    return took(3, sql, locks);
  }

  Migration took(long milliseconds, String sql, TakenLock... locks) {
    return add(sql, milliseconds, OptionalLong.empty(), Set.of(), "", locks);
  }

  Migration changed(long rows, String sql) {
    return add(sql, 3, OptionalLong.of(rows), Set.of(), "", lock(LockMode.ROW_EXCLUSIVE, "band"));
  }

  Migration rewrote(String table, String sql) {
    return add(
        sql,
        3,
        OptionalLong.empty(),
        Set.of(TableName.ofPublic(table)),
        "",
        lock(LockMode.ACCESS_EXCLUSIVE, table));
  }

  Migration failed(String failure, String sql) {
    return add(sql, 3, OptionalLong.empty(), Set.of(), failure);
  }

  List<Finding> findings() {
    return report().findings();
  }

  LintReport report() {
    return Lint.judge(statements, PRODUCTION, checks, limits, waivers);
  }

  /** The rules that found something, in order. */
  Stream<String> rules() {
    return findings().stream().map(finding -> finding.rule().id());
  }

  private Migration add(
      String sql,
      long milliseconds,
      OptionalLong rows,
      Set<TableName> rewritten,
      String failure,
      TakenLock... locks) {
    statements.add(
        new TracedStatement(
            connection,
            sql,
            transaction,
            Duration.ofMillis(milliseconds),
            rows,
            List.of(locks),
            rewritten,
            Optional.of(failure).filter(text -> !text.isEmpty())));
    return this;
  }
}
