package dev.backline.check;

import dev.backline.config.AppName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.source.CommitId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps the latest check report of each commit in the state file. */
public final class CheckResults {

  private final DataSource state;

  public CheckResults(DataSource state) {
    this.state = state;
  }

  /** Keeps the report; an earlier one of the same commit is replaced. */
  public void save(AppName app, CheckReport report) {
    String sql =
        """
        INSERT INTO check_report (app, commit_id, started_at, passed, report)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (app, commit_id) DO UPDATE
        SET started_at = excluded.started_at, passed = excluded.passed, report = excluded.report
        """;
    try (Connection connection = state.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, app.value());
      insert.setString(2, report.commit().value());
      insert.setLong(3, report.startedAt().toEpochMilli());
      insert.setInt(4, report.passed() ? 1 : 0);
      insert.setString(5, CheckReportJson.write(report).toString());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw failed("keeping the check report of " + report.commit().abbreviated(), e);
    }
  }

  public Optional<CheckReport> find(AppName app, CommitId commit) {
    String sql = "SELECT report FROM check_report WHERE app = ? AND commit_id = ?";
    try (Connection connection = state.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, app.value());
      select.setString(2, commit.value());
      try (ResultSet found = select.executeQuery()) {
        return found.next()
            ? Optional.of(CheckReportJson.read(found.getString(1)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw failed("reading the check report of " + commit.abbreviated(), e);
    }
  }

  private static BacklineException failed(String tried, SQLException cause) {
    return Failure.unavailable(
            tried,
            "the state file answered: " + cause.getMessage(),
            "check the data directory's disk and permissions, then try again")
        .toException(cause);
  }
}
