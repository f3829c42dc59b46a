package dev.backline.config;

/** What a finding of a rehearsal means for the delivery. */
public enum ProofRule {
  /** It ends, with the environment untouched. */
  BLOCK,
  /** It waits until a person approves it. */
  APPROVE,
  /** It goes on; the finding is said and kept with the proof. */
  WARN
}
