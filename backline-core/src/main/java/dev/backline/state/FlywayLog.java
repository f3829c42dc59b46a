package dev.backline.state;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What Flyway tells. Apart from the rest: java.util.logging takes some milliseconds to start. */
final class FlywayLog {

  /** Held here, because java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger LOG = Logger.getLogger("org.flywaydb");

  private FlywayLog() {}

  /** Only its warnings from now on. */
  static void quiet() {
    LOG.setLevel(Level.WARNING);
  }
}
