package dev.backline.pipeline;

import dev.backline.backup.DatabaseSwitch;
import dev.backline.backup.SwitchState;
import dev.backline.database.DatabaseName;
import dev.backline.database.RunningServer;
import dev.backline.run.Probe;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.time.Duration;
import java.time.Instant;

/**
 * Puts the restored database in the live one's place by renaming both; the old one is kept, closed.
 */
final class SwitchDatabaseStep extends DeliveryStep {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final DatabaseName MAINTENANCE = new DatabaseName("postgres");

  SwitchDatabaseStep(Delivery delivery) {
    super("switch-database", delivery);
  }

  static DatabaseSwitch.Names names(StepContext context, RunningServer server) {
    Instant time = Instant.ofEpochMilli(context.get(DeliveryFacts.SWITCH_TIME));
    return DatabaseSwitch.Names.at(server.live(), server.live().restoring(time), time);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    RunningServer server = delivery.server(delivery.config(context));
    DatabaseSwitch.Names names = names(context, server);
    DatabaseSwitch change = new DatabaseSwitch(server.admin(MAINTENANCE), names);
    if (change.probe(LIMIT) != SwitchState.SWITCHED) {
      change.fence(LIMIT);
      change.complete(LIMIT);
    }
    context.say("the database before is kept as " + names.before() + ", closed");
    return StepResult.done();
  }

  /** It can be repeated from wherever an attempt that died has left it. */
  @Override
  public Probe probe(StepContext context) {
    return Probe.notDone();
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::back);
  }

  private void back(StepContext context) throws InterruptedException {
    RunningServer server = delivery.server(delivery.config(context));
    DatabaseSwitch.Names names = names(context, server);
    DatabaseSwitch change = new DatabaseSwitch(server.admin(MAINTENANCE), names);
    switch (change.probe(LIMIT)) {
      case SWITCHED -> reverse(server, names);
      case FENCED -> change.revert(LIMIT);
      case NOT_STARTED, NOTHING_TO_SWITCH -> {
        // The live database is as it was.
      }
      case UNKNOWN ->
          new DatabaseSwitch(server.admin(MAINTENANCE), reversed(names)).complete(LIMIT);
    }
  }

  private static void reverse(RunningServer server, DatabaseSwitch.Names names)
      throws InterruptedException {
    DatabaseSwitch back = new DatabaseSwitch(server.admin(MAINTENANCE), reversed(names));
    back.fence(LIMIT);
    back.complete(LIMIT);
  }

  private static DatabaseSwitch.Names reversed(DatabaseSwitch.Names names) {
    return new DatabaseSwitch.Names(names.live(), names.before(), names.restored());
  }
}
