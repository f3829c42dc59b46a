package dev.backline.run;

import dev.backline.host.CommandOutput;
import dev.backline.journal.Fact;
import dev.backline.journal.Facts;
import dev.backline.journal.RunId;
import dev.backline.lease.FencingToken;
import dev.backline.lease.LeaseScope;
import dev.backline.secret.Secret;

/**
 * What a step may know and use while it runs.
 *
 * @param facts what the steps before it (and, in an undo, it itself) recorded
 * @param token to be handed to everything that gets changed
 * @param output receives what the step has to say, line by line; secrets are masked on the way
 */
public record StepContext(
    RunId run, LeaseScope scope, FencingToken token, Facts facts, MaskedOutput output) {

  /** The value of a fact that an earlier step recorded. */
  public <T> T get(Fact<T> fact) {
    return facts.get(fact);
  }

  public void say(String line) {
    output.line(line);
  }

  /** From now on this value is masked in everything the run says. */
  public void conceal(Secret secret) {
    output.conceal(secret);
  }

  /** For handing to commands. */
  public CommandOutput commandOutput() {
    return output::line;
  }
}
