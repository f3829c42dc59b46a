package dev.backline.pipeline;

import dev.backline.config.Rehearse;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.proof.Outcome;
import dev.backline.proof.Proof;
import dev.backline.proof.ProofPart;
import dev.backline.proof.ProofVerdict;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.util.List;
import java.util.Optional;

/**
 * Does the delivery's risky parts on a copy of the database, and its undoing too, before the
 * environment is touched. The proof is kept with the run, and says how the run will be undone.
 */
final class RehearseStep extends DeliveryStep {

  RehearseStep(Delivery delivery) {
    super("rehearse", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    if (delivery.database(delivery.config(context)).isEmpty()) {
      return StepResult.skipped("the app has no database");
    }
    Rehearsal rehearsal = new Rehearsal(delivery, context);
    Optional<String> notWanted = notWanted(context);
    Proof proof = notWanted.isPresent() ? rehearsal.leftOut(notWanted.get()) : rehearsal.make();
    delivery.parts().proofs().put(proof);
    proof.parts().forEach(part -> tell(context, part));
    proof.findings().forEach(finding -> context.say("lint: " + finding));
    if (!proof.network().isEmpty()) {
      context.say("network: " + proof.network());
    }
    if (notWanted.isPresent()) {
      return StepResult.skipped(notWanted.get());
    }
    return judged(context, ProofVerdict.of(proof, delivery.spec(context).proof()));
  }

  private Optional<String> notWanted(StepContext context) {
    if (delivery.rehearses(context)) {
      return Optional.empty();
    }
    return Optional.of(
        delivery.spec(context).rehearse() == Rehearse.NEVER
            ? "the environment's policy is not to rehearse"
            : "no migrations are pending");
  }

  private static void tell(StepContext context, ProofPart part) {
    String mark =
        switch (part.outcome()) {
          case PASSED -> "proven: " + part.name().claim();
          case FAILED -> "NOT so: " + part.name().claim();
          case NOT_DONE -> "not tried: " + part.name().claim();
        };
    String took = part.outcome() == Outcome.NOT_DONE ? "" : " in " + part.tookMillis() + " ms";
    context.say(mark + took + (part.detail().isEmpty() ? "" : " (" + part.detail() + ")"));
  }

  private StepResult judged(StepContext context, ProofVerdict verdict) {
    return switch (verdict) {
      case ProofVerdict.GoOn(List<String> warnings) -> {
        warnings.forEach(warning -> context.say("warning: " + warning));
        yield StepResult.done();
      }
      case ProofVerdict.NeedsApproval(List<String> reasons, List<String> warnings) -> {
        warnings.forEach(warning -> context.say("warning: " + warning));
        yield StepResult.done(Facts.of(DeliveryFacts.APPROVAL_REASON, String.join("; ", reasons)));
      }
      case ProofVerdict.Broken(List<String> reasons) ->
          throw Failure.undone(
                  rehearsing(),
                  String.join("; ", reasons),
                  "mend it and deliver again; "
                      + delivery.environment()
                      + " was not touched. See:"
                      + " backline proof "
                      + context.run())
              .toException();
      case ProofVerdict.Refused(List<String> reasons) ->
          throw Failure.refused(
                  rehearsing(),
                  String.join("; ", reasons),
                  "change the migration, or the environment's 'proof' in backline.yml; "
                      + delivery.environment()
                      + " was not touched. See: backline proof "
                      + context.run())
              .toException();
    };
  }

  private String rehearsing() {
    return "rehearsing the delivery to " + delivery.environment() + " on a copy of its database";
  }

  /** What an attempt that died has left behind; one that lived has cleared it away itself. */
  @Override
  public Undo undo() {
    return new Undo.By(context -> {
      if (delivery.spec(context).rehearse() != Rehearse.NEVER
          && delivery.database(delivery.config(context)).isPresent()) {
        new Rehearsal(delivery, context).clearAway();
      }
    });
  }
}
