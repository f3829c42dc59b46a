package dev.backline.database.lint;

/** What a finding means, the gravest first. */
public enum Severity {
  /** The migration must not run on production unless it is waived. */
  BLOCK,
  /** Somebody should know. */
  WARN
}
