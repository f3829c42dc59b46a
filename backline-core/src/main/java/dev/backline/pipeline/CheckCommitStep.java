package dev.backline.pipeline;

import dev.backline.check.CheckReport;
import dev.backline.host.local.DirectoryTree;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.source.AppRepository;
import dev.backline.source.Checkout;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the declared checks in a clean checkout and keeps what came of them with the commit. */
final class CheckCommitStep extends DeliveryStep {

  CheckCommitStep(Delivery delivery) {
    super("check-commit", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException, IOException {
    if (context.get(DeliveryFacts.REUSED)) {
      return StepResult.skipped("the same inputs passed before");
    }
    Path directory = WorkFolder.fresh(delivery.parts().data(), context.run(), "check");
    try (AppRepository repository = delivery.repository()) {
      Checkout checkout = Checkout.of(repository, delivery.commit(context), directory);
      CheckReport report =
          delivery
              .parts()
              .checks()
              .run(checkout, delivery.config(context).checks(), context.commandOutput());
      delivery.parts().checkResults().save(delivery.app(), report);
      report
          .failure()
          .ifPresent(failure -> {
            throw failure.toException();
          });
      context.say(summary(report));
    } finally {
      DirectoryTree.delete(directory);
    }
    return StepResult.done();
  }

  private static String summary(CheckReport report) {
    int checks = report.checks().size();
    return "%d %s passed, %d tests"
        .formatted(checks, checks == 1 ? "check" : "checks", report.tests().tests());
  }
}
