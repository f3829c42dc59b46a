package dev.backline.config;

/** Who decides that pending migrations are run. */
public enum MigrationPolicy {
  /** The deployment runs them. */
  AUTO,
  /**
   * A person runs them with {@code backline migrate}; a deployment with pending ones is refused.
   */
  MANUAL,
  /** The deployment pauses until a person approves them. */
  APPROVE
}
