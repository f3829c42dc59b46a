package dev.backline.database;

import dev.backline.failure.Failure;

/** Keeps the database that an app uses from being deleted, whatever name a caller got wrong. */
public final class LiveDatabase {

  private LiveDatabase() {}

  /**
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if it is the live one
   */
  public static void refuseToDrop(DatabaseName name, DatabaseName live) {
    refuse("deleting", name, live);
  }

  /**
   * @param doing such as {@code renaming}
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if it is the live one
   */
  public static void refuse(String doing, DatabaseName name, DatabaseName live) {
    if (name.equals(live)) {
      throw Failure.refused(
              doing + " database " + name,
              "it is the one that the environment's app uses",
              "report it: Backline changes so only what it has made for a proof")
          .toException();
    }
  }
}
