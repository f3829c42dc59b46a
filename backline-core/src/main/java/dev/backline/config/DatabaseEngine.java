package dev.backline.config;

/** The database engines that Backline can look after. */
public enum DatabaseEngine {
  /** PostgreSQL 13 or newer. */
  POSTGRESQL
}
