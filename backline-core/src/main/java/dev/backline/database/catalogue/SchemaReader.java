package dev.backline.database.catalogue;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.SqlText;
import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a database's fingerprint from its catalogue. */
public final class SchemaReader {

  private static final String STRING = "'(?:[^']|'')*'::character varying";

  /**
   * {@code status IN ('a', 'b')} on a varchar column is shown as one cast of an array, and after a
   * dump and restore as an array of casts. Both mean the same.
   */
  private static final Pattern CAST_OF_ARRAY =
      Pattern.compile("\\(ARRAY\\[(" + STRING + "(?:, " + STRING + ")*)\\]\\)::text\\[\\]");

  private static final Pattern ELEMENT = Pattern.compile(STRING);

  private SchemaReader() {}

  /**
   * The whole schema that a database has now.
   *
   * @param limit of each statement
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it can't be read
   */
  public static SchemaFingerprint read(DatabaseAccess database, Duration limit) {
    return read(database, SchemaScope.whole(), limit);
  }

  /**
   * What the scope holds of it.
   *
   * @param limit of each statement
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it can't be read
   */
  public static SchemaFingerprint read(DatabaseAccess database, SchemaScope scope, Duration limit) {
    try (Connection connection = database.connect(limit)) {
      return read(connection, scope);
    } catch (SQLException e) {
      throw Failure.unavailable(
              "reading the schema of " + database.name(),
              String.valueOf(e.getMessage()),
              "see that the database answers")
          .toException(e);
    }
  }

  /**
   * @param connection to the database; its {@code search_path} is changed until its transaction
   *     ends
   */
  public static SchemaFingerprint read(Connection connection, SchemaScope scope)
      throws SQLException {
    boolean ownTransaction = connection.getAutoCommit();
    if (ownTransaction) {
      connection.setAutoCommit(false);
    }
    try {
      return new SchemaFingerprint(lines(connection, scope));
    } finally {
      if (ownTransaction) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static List<String> lines(Connection connection, SchemaScope scope) throws SQLException {
    List<String> lines = new ArrayList<>();
    scope.excluded().forEach(table -> lines.add("excluded " + table));
    List<String> queries = new ArrayList<>(SchemaQueries.STRUCTURE);
    if (scope.privileges()) {
      queries.addAll(SchemaQueries.PRIVILEGES);
    }
    try (Statement statement = connection.createStatement()) {
      // Without a path every name is shown with its schema.
      statement.execute("SET LOCAL search_path = ''");
      String common = SchemaQueries.COMMON.formatted(excluded(scope));
      for (String query : queries) {
        try (ResultSet rows = statement.executeQuery(common + query)) {
          while (rows.next()) {
            lines.add(canonical(rows.getString(1)));
          }
        }
      }
    }
    return lines;
  }

  private static String excluded(SchemaScope scope) {
    return scope.excluded().stream()
        .map(table -> SqlText.value(table.toString()))
        .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
  }

  /** One line, whatever the definition holds. */
  static String canonical(String definition) {
    return CAST_OF_ARRAY
        .matcher(definition)
        .replaceAll(array -> Matcher.quoteReplacement(arrayOfCasts(array.group(1))))
        .replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String arrayOfCasts(String elements) {
    return ELEMENT
        .matcher(elements)
        .results()
        .map(element -> "(" + element.group() + ")::text")
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }
}
