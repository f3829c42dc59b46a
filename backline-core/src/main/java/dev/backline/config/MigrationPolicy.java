package dev.backline.config;

/** Who decides that pending migrations are run. */
public enum MigrationPolicy {
  /** The deployment runs them. */
  AUTO,
  /** The deployment pauses until a person approves them. */
  MANUAL
}
