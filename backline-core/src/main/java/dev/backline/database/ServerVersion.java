package dev.backline.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL server's version.
 *
 * @param number as {@code server_version_num} has it: 150018 for 15.18 (PostgreSQL manual, section
 *     20.15)
 */
public record ServerVersion(int number) {

  private static final int MAJOR = 10_000;

  public ServerVersion {
    if (number < MAJOR) {
      throw new IllegalArgumentException("not a version that PostgreSQL has had: " + number);
    }
  }

  /** The version of the server that this is connected to. */
  public static ServerVersion of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW server_version_num")) {
      rows.next();
      return new ServerVersion(rows.getInt(1));
    }
  }

  /** Such as 15: dumps go between servers of one major, and from an older to a newer one. */
  public int major() {
    return number / MAJOR;
  }

  /** Such as {@code 15.18}. */
  @Override
  public String toString() {
    return major() + "." + number % MAJOR;
  }
}
