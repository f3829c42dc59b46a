package dev.backline.run.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.LeaseScope;
import dev.backline.run.Approval;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.run.Runs;
import dev.backline.state.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs in the state file's table {@code run}. */
public final class JdbcRuns implements Runs {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ALL = "select * from run ";

  private final Sql sql;
  private final InstantSource clock;

  public JdbcRuns(Sql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public RunRecord submit(RunRequest request) {
    return sql.inTransaction(tx -> {
      tx.update(
          "insert into run (app, environment, kind, parameters, requested_by, requested_at,"
              + " supersede_key, status) values (?, ?, ?, ?, ?, ?, ?, 'QUEUED')",
          request.scope().app(),
          request.scope().environment(),
          request.kind().name(),
          JSON.valueToTree(new TreeMap<>(request.parameters())).toString(),
          request.requestedBy(),
          clock.instant().toEpochMilli(),
          request.supersedeKey().orElse(null));
      RunRecord run =
          tx.one(ALL + "where id = last_insert_rowid()", JdbcRuns::record).orElseThrow();
      if (request.supersedeKey().isPresent()) {
        tx.update(
            "update run set status = 'SUPERSEDED', superseded_by = ?, ended_at = ? where app = ?"
                + " and environment = ? and supersede_key = ? and status = 'QUEUED' and id < ?",
            run.id().value(),
            clock.instant().toEpochMilli(),
            request.scope().app(),
            request.scope().environment(),
            request.supersedeKey().get(),
            run.id().value());
      }
      return run;
    });
  }

  @Override
  public Optional<RunRecord> find(RunId run) {
    return sql.looking(tx -> tx.one(ALL + "where id = ?", JdbcRuns::record, run.value()));
  }

  @Override
  public List<RunRecord> newest(int most) {
    return sql.looking(tx -> tx.list(ALL + "order by id desc limit ?", JdbcRuns::record, most));
  }

  @Override
  public Optional<RunRecord> next(LeaseScope scope) {
    return sql.looking(tx ->
        tx.one(
            ALL
                + "where app = ? and environment = ? and status in ('RUNNING', 'UNWINDING',"
                + " 'QUEUED') order by status = 'QUEUED', id limit 1",
            JdbcRuns::record,
            scope.app(),
            scope.environment()));
  }

  @Override
  public List<LeaseScope> scopesWithWork() {
    return sql.looking(tx ->
        tx.list(
            "select distinct app, environment from run where status in ('RUNNING', 'UNWINDING',"
                + " 'QUEUED')",
            row -> new LeaseScope(row.getString(1), row.getString(2))));
  }

  @Override
  public boolean requestCancel(RunId run, String by) {
    return sql.inTransaction(tx -> {
      int waiting =
          tx.update(
              "update run set status = 'CANCELLED', cancel_requested = ?, ended_at = ?"
                  + " where id = ? and status = 'QUEUED'",
              by,
              clock.instant().toEpochMilli(),
              run.value());
      int underWay =
          tx.update(
              "update run set cancel_requested = coalesce(cancel_requested, ?)"
                  + " where id = ? and status in ('RUNNING', 'UNWINDING')",
              by,
              run.value());
      return waiting + underWay > 0;
    });
  }

  @Override
  public boolean approve(RunId run, StepName step, Approval approval) {
    return sql.inTransaction(tx ->
        tx.update(
            "insert into approval (run, step, approved_by, because, approved_at)"
                + " select id, ?, ?, ?, ? from run where id = ? and status in ('QUEUED', 'RUNNING')"
                + " on conflict do nothing",
            step.value(),
            approval.by(),
            approval.because(),
            clock.instant().toEpochMilli(),
            run.value()))
        > 0;
  }

  @Override
  public Optional<Approval> approval(RunId run, StepName step) {
    return sql.looking(tx ->
        tx.one(
            "select approved_by, because from approval where run = ? and step = ?",
            JdbcRuns::approval,
            run.value(),
            step.value()));
  }

  @Override
  public List<Approval> approvals(RunId run) {
    return sql.looking(tx ->
        tx.list(
            "select approved_by, because from approval where run = ? order by approved_at, step",
            JdbcRuns::approval,
            run.value()));
  }

  private static Approval approval(ResultSet row) throws SQLException {
    return new Approval(row.getString(1), row.getString(2));
  }

  private static RunRecord record(ResultSet row) throws SQLException {
    return new RunRecord(
        new RunId(row.getLong("id")),
        new RunRequest(
            RunKind.valueOf(row.getString("kind")),
            new LeaseScope(row.getString("app"), row.getString("environment")),
            parameters(row.getString("parameters")),
            row.getString("requested_by"),
            Optional.ofNullable(row.getString("supersede_key"))),
        RunStatus.valueOf(row.getString("status")),
        Instant.ofEpochMilli(row.getLong("requested_at")),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        Optional.ofNullable(row.getString("failure")).map(JdbcRuns::failure),
        optionalLong(row, "superseded_by").map(RunId::new),
        Optional.ofNullable(row.getString("cancel_requested")));
  }

  private static Map<String, String> parameters(String json) {
    Map<String, String> parameters = new TreeMap<>();
    tree(json)
        .properties()
        .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue().textValue()));
    return parameters;
  }

  private static Failure failure(String json) {
    JsonNode failure = tree(json);
    return new Failure(
        failure.required("tried").textValue(),
        failure.required("why").textValue(),
        failure.required("remedy").textValue(),
        ExitCode.valueOf(failure.required("exitCode").textValue()));
  }

  /** As a tree: Jackson takes longer to look at a class than to read what is in it. */
  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run can't be read: " + json, e);
    }
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return optionalLong(row, column).map(Instant::ofEpochMilli);
  }

  private static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
    @Nullable Object value = row.getObject(column);
    return value == null ? Optional.empty() : Optional.of(row.getLong(column));
  }
}
