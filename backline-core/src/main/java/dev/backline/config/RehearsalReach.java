package dev.backline.config;

/** What releases and migrations that are only tried can reach on this machine. */
public enum RehearsalReach {
  /** Nothing but the copy of the database. */
  COPY,
  /** All that the machine reaches, in earnest. */
  NETWORK
}
