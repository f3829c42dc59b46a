package dev.backline.artifact;

import dev.backline.config.AppName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.source.CommitId;
import dev.backline.source.InputHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What was built of what, in the state file. */
public final class ArtifactCatalogue {

  private static final String COLUMNS =
      "input_hash, digest, commit_id, built_at, size, checked_commit_id";

  private final DataSource state;

  public ArtifactCatalogue(DataSource state) {
    this.state = state;
  }

  /** Keeps the record; one of the same inputs and digest is replaced. */
  public void add(AppName app, BuildRecord build) {
    String sql =
        "INSERT INTO artifact (app, "
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (app, input_hash, digest) DO UPDATE SET"
            + " commit_id = excluded.commit_id, built_at = excluded.built_at, size = excluded.size,"
            + " checked_commit_id = excluded.checked_commit_id";
    try (Connection connection = state.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, app.value());
      insert.setString(2, build.inputs().value());
      insert.setString(3, build.digest().value());
      insert.setString(4, build.commit().value());
      insert.setLong(5, build.builtAt().toEpochMilli());
      insert.setLong(6, build.size());
      insert.setString(7, build.checked().map(CommitId::value).orElse(null));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw failed("recording the artifact " + build.digest().abbreviated(), e);
    }
  }

  /** The latest build of these inputs: what may be taken instead of building again. */
  public Optional<BuildRecord> find(AppName app, InputHash inputs) {
    return query("app = ? AND input_hash = ?", app.value(), inputs.value()).stream().findFirst();
  }

  /** Every build that made this artifact, newest first. */
  public List<BuildRecord> find(AppName app, ArtifactDigest digest) {
    return query("app = ? AND digest = ?", app.value(), digest.value());
  }

  /** Every build, newest first. */
  public List<BuildRecord> list(AppName app) {
    return query("app = ?", app.value());
  }

  /** Forgets an artifact that was deleted from the store, so that it isn't taken for a build. */
  public void forget(ArtifactDigest digest) {
    try (Connection connection = state.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM artifact WHERE digest = ?")) {
      delete.setString(1, digest.value());
      delete.executeUpdate();
    } catch (SQLException e) {
      throw failed("forgetting the artifact " + digest.abbreviated(), e);
    }
  }

  private List<BuildRecord> query(String condition, String... parameters) {
    String sql =
        "SELECT " + COLUMNS + " FROM artifact WHERE " + condition + " ORDER BY built_at DESC";
    try (Connection connection = state.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setString(i + 1, parameters[i]);
      }
      List<BuildRecord> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw failed("looking for an artifact", e);
    }
  }

  private static BuildRecord read(ResultSet row) throws SQLException {
    return new BuildRecord(
        new InputHash(row.getString(1)),
        new ArtifactDigest(row.getString(2)),
        new CommitId(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getLong(5),
        Optional.ofNullable(row.getString(6)).map(CommitId::new));
  }

  static BacklineException failed(String tried, SQLException cause) {
    return Failure.unavailable(
            tried,
            "the state file answered: " + cause.getMessage(),
            "check the data directory's disk and permissions, then try again")
        .toException(cause);
  }
}
