package dev.backline.run;

import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.util.Optional;

/** A run's output with its secrets masked, step by step. */
public final class MaskedOutput {

  private final RunId run;
  private final Optional<StepName> step;
  private final OutputLog log;
  private final Masker masker;

  public MaskedOutput(RunId run, Optional<StepName> step, OutputLog log, Masker masker) {
    this.run = run;
    this.step = step;
    this.log = log;
    this.masker = masker;
  }

  MaskedOutput of(StepName other) {
    return new MaskedOutput(run, Optional.of(other), log, masker);
  }

  public void line(String text) {
    log.append(run, step, masker.mask(text));
  }

  void flush() {
    log.flush();
  }

  public void conceal(Secret secret) {
    masker.add(secret);
  }

  String mask(String text) {
    return masker.mask(text);
  }
}
