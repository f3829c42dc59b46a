package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.Backline;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Table;
import dev.backline.cli.terminal.Table.Cell;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.database.migrate.MigrationStatus;
import dev.backline.failure.Failure;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Owner;
import dev.backline.pipeline.SchemaStatus;

/** Which migrations an environment's database has. */
final class SchemaReport {

  private final Session session;

  SchemaReport(Session session) {
    this.session = session;
  }

  void print(AppName app, EnvironmentName environment) throws InterruptedException {
    MigrationStatus status = read(new LeaseScope(app.value(), environment.value()));
    if (session.json()) {
      ObjectNode json = JsonText.object();
      ArrayNode applied = json.putArray("applied");
      status.applied().forEach(one -> applied.add(one.value()));
      ArrayNode pending = json.putArray("pending");
      status.pending().forEach(one -> pending.add(one.value()));
      session.terminal().line(JsonText.pretty(json));
      return;
    }
    Table table = new Table("MIGRATION", "STATE");
    status
        .applied()
        .forEach(one -> table.row(Cell.of(one.value()), Cell.of("applied", Style.GOOD)));
    status
        .pending()
        .forEach(one -> table.row(Cell.of(one.value()), Cell.of("pending", Style.WARNING)));
    table.printTo(session.terminal());
  }

  /** With the environment's lease, so that no run changes the schema meanwhile. */
  private MigrationStatus read(LeaseScope scope) throws InterruptedException {
    Backline backline = session.open();
    Lease lease =
        backline
            .leases()
            .tryAcquire(scope, Owner.thisProcess())
            .orElseThrow(() ->
                Failure.refused(
                        "reading the schema of " + scope,
                        "a run is under way there",
                        "wait for its end: backline status")
                    .toException());
    try {
      return SchemaStatus.of(backline.parts(), lease);
    } finally {
      backline.leases().release(lease);
    }
  }
}
