package dev.backline.pipeline;

import java.util.Locale;

/** How far a rollback goes. */
public enum RollbackWay {
  /** The release of the past serves again, on the schema as it is. */
  APP,
  /** So, and the migrations since go down. */
  MIGRATION,
  /** The database of the past comes back, too: what was written since is lost. */
  FULL;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The way that a run was asked for. */
  static RollbackWay of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
