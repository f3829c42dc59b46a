package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.database.catalogue.NotNullChecks;
import dev.backline.database.catalogue.TableSizes;
import dev.backline.database.lint.Lint;
import dev.backline.database.lint.LintLimits;
import dev.backline.database.lint.LintReport;
import dev.backline.database.lint.sql.SqlScript;
import dev.backline.database.trace.TracedStatement;
import dev.backline.lease.LeaseScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Judges the text of migrations before they run anywhere, by how big the tables of an environment
 * are now. What only shows when they run, the rehearsal finds.
 */
public final class SqlReview {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private SqlReview() {}

  /**
   * @param scripts in the order in which they would run
   */
  public static LintReport of(
      Parts parts, AppName app, EnvironmentName environment, List<String> scripts)
      throws InterruptedException {
    Delivery delivery = new Delivery(parts, new LeaseScope(app.value(), environment.value()));
    AppConfig config = delivery.newestConfig();
    RunningServer server = delivery.server(config);
    DatabaseAccess live = server.admin(server.live());
    List<TracedStatement> statements =
        scripts.stream()
            .flatMap(script -> SqlScript.statements(script).stream())
            .map(statement -> unexecuted(statement.text()))
            .toList();
    return Lint.judge(
        statements,
        TableSizes.read(live, LIMIT),
        NotNullChecks.read(live, LIMIT),
        LintLimits.standard().withLockTimeout(),
        List.of());
  }

  /** Whether it will run in a transaction is its tool's affair, so that nothing is said of that. */
  private static TracedStatement unexecuted(String sql) {
    return new TracedStatement(
        1, sql, false, Duration.ZERO, OptionalLong.empty(), List.of(), Set.of(), Optional.empty());
  }
}
