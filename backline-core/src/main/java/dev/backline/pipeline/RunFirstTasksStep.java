package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.TaskSpec;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.util.List;

/**
 * Runs the tasks declared for an environment's first deployment. They must bear being run again.
 */
final class RunFirstTasksStep extends DeliveryStep {

  RunFirstTasksStep(Delivery delivery) {
    super("run-first-tasks", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    List<TaskSpec> tasks =
        config.tasks().values().stream().filter(TaskSpec::afterFirstDeployment).toList();
    if (delivery.parts().history().current(delivery.app(), delivery.environment()).isPresent()
        || tasks.isEmpty()) {
      return StepResult.skipped(
          tasks.isEmpty() ? "none are declared" : "this is not the first deployment");
    }
    ReleaseValues values = delivery.values(context);
    for (TaskSpec task : tasks) {
      context.say("task " + task.name());
      CommandResult result =
          delivery
              .runtime(context)
              .run(
                  delivery.slot(context),
                  values.task(task),
                  task.timeout(),
                  context.commandOutput(),
                  Delivery.fence(context));
      if (!result.succeeded()) {
        throw Failure.undone(
                "running the task " + task.name(),
                result.lastWords(),
                "correct the task's command and deploy again")
            .toException();
      }
    }
    return StepResult.done();
  }
}
