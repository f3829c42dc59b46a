package dev.backline.config;

/** When a delivery is done on a copy of the database first. */
public enum Rehearse {
  /** Each time. */
  ALWAYS,
  /** When migrations are pending. */
  WITH_MIGRATIONS,
  /** Not at all. */
  NEVER
}
