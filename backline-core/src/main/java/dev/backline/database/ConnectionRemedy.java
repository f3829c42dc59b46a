package dev.backline.database;

import java.sql.SQLException;

/** What a person can do about a connection that a server refuses, by its SQLSTATE. */
public final class ConnectionRemedy {

  private ConnectionRemedy() {}

  public static String of(SQLException refused, DatabaseAccess access) {
    return switch (String.valueOf(refused.getSQLState())) {
      case "28P01", "28000" ->
          "give role "
              + access.user()
              + " the password that Backline has, or Backline the role's: backline secret set";
      case "3D000" -> "make database " + access.name() + " on the server, for " + access.user();
      case "53300" -> "see who holds the server's connections, and try again";
      default ->
          "check that the server runs and is reached at " + access.url() + ", then try again";
    };
  }
}
