package dev.backline.backup;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.source.CommitId;
import dev.backline.state.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The index of all backups, in the state file. */
public final class BackupCatalogue {

  private static final String COLUMNS =
      "app, environment, id, release_label, commit_id, state, started_at, ended_at, bytes,"
          + " row_count, checked_at, detail";

  private final Sql sql;

  public BackupCatalogue(Sql sql) {
    this.sql = sql;
  }

  /** Enters a backup, or what is known of it anew. */
  public void put(BackupRecord backup) {
    sql.inTransaction(tx -> {
      delete(tx, backup.subject().app(), backup.subject().environment(), backup.id());
      return tx.update(
          "insert into backup (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          backup.subject().app().value(),
          backup.subject().environment().value(),
          backup.id().value(),
          backup.subject().release(),
          backup.subject().commit().value(),
          backup.state().name(),
          backup.startedAt().toEpochMilli(),
          backup.endedAt().toEpochMilli(),
          backup.bytes(),
          backup.rows(),
          backup.checkedAt().toEpochMilli(),
          backup.detail());
    });
  }

  /** Notes what a check found out. */
  public void mark(BackupRecord backup, BackupState state, Instant at, String detail) {
    put(
        new BackupRecord(
            backup.id(),
            backup.subject(),
            state,
            backup.startedAt(),
            backup.endedAt(),
            backup.bytes(),
            backup.rows(),
            at,
            detail));
  }

  /** An environment's backups, the newest first. */
  public List<BackupRecord> list(AppName app, EnvironmentName environment) {
    return sql.inTransaction(tx ->
        tx.list(
            "select " + COLUMNS + " from backup where app = ? and environment = ? order by id desc",
            BackupCatalogue::read,
            app.value(),
            environment.value()));
  }

  public Optional<BackupRecord> find(AppName app, EnvironmentName environment, BackupId id) {
    return list(app, environment).stream().filter(backup -> backup.id().equals(id)).findFirst();
  }

  void remove(AppName app, EnvironmentName environment, BackupId id) {
    sql.inTransaction(tx -> delete(tx, app, environment, id));
  }

  private static int delete(
      Sql.Transaction tx, AppName app, EnvironmentName environment, BackupId id)
      throws SQLException {
    return tx.update(
        "delete from backup where app = ? and environment = ? and id = ?",
        app.value(),
        environment.value(),
        id.value());
  }

  private static BackupRecord read(ResultSet row) throws SQLException {
    return new BackupRecord(
        new BackupId(row.getString("id")),
        new BackupSubject(
            new AppName(row.getString("app")),
            new EnvironmentName(row.getString("environment")),
            row.getString("release_label"),
            new CommitId(row.getString("commit_id"))),
        BackupState.valueOf(row.getString("state")),
        Instant.ofEpochMilli(row.getLong("started_at")),
        Instant.ofEpochMilli(row.getLong("ended_at")),
        row.getLong("bytes"),
        row.getLong("row_count"),
        Instant.ofEpochMilli(row.getLong("checked_at")),
        row.getString("detail"));
  }
}
