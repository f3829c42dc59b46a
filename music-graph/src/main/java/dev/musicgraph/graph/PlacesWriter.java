package dev.musicgraph.graph;

import dev.musicgraph.layout.Coordinates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets one instance at a time write places: by an advisory lock of a session (PostgreSQL manual,
 * 13.3.5), which the server gives back when the instance dies.
 */
@Component
final class PlacesWriter {
  static final long LOCK = 0x706c616365L;

  private final DataSource source;
  private final Places places;
  private final TransactionTemplate transactions;

  PlacesWriter(DataSource source, Places places, PlatformTransactionManager transactions) {
    this.source = source;
    this.places = places;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** Does nothing if another instance is at it. */
  void alone(Runnable work) {
    Connection connection = DataSourceUtils.getConnection(source);
    try {
      if (ask(connection, "pg_try_advisory_lock")) {
        try {
          work.run();
        } finally {
          ask(connection, "pg_advisory_unlock");
        }
      }
    } catch (SQLException e) {
      throw new SQLStateSQLExceptionTranslator().translate("lock the places", null, e);
    } finally {
      DataSourceUtils.releaseConnection(connection, source);
    }
  }

  void store(CatalogueGraph graph, Coordinates coordinates) {
    transactions.executeWithoutResult(status -> places.store(graph, coordinates));
  }

  private static boolean ask(Connection connection, String function) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + function + "(" + LOCK + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }
}
