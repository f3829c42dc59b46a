package sample;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.postgresql.ds.PGSimpleDataSource;

/** {@code [serve | migrate status | migrate up]}: lists albums, and does what Backline asks of migrations. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    switch (String.join(" ", arguments)) {
      case "", "serve" -> serve();
      case "migrate status" -> printStatus();
      case "migrate up" -> flyway().migrate();
      default -> {
        System.err.println("usage: app.jar [serve | migrate status | migrate up]");
        System.exit(2);
      }
    }
  }

  private static void printStatus() {
    for (MigrationInfo migration : flyway().info().all()) {
      System.out.println((migration.getState().isApplied() ? "applied " : "pending ") + migration.getVersion());
    }
  }

  private static Flyway flyway() {
    return Flyway.configure().dataSource(database()).load();
  }

  private static PGSimpleDataSource database() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setServerNames(new String[] {System.getenv("PGHOST")});
    database.setPortNumbers(new int[] {Integer.parseInt(System.getenv("PGPORT"))});
    database.setDatabaseName(System.getenv("PGDATABASE"));
    database.setUser(System.getenv("PGUSER"));
    database.setPassword(System.getenv("PGPASSWORD"));
    return database;
  }

  private static void serve() throws Exception {
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body;
          int status = 200;
          try {
            body = String.join("\n", albums()).getBytes(StandardCharsets.UTF_8);
          } catch (SQLException e) {
            status = 503;
            body = "the database does not answer".getBytes(StandardCharsets.UTF_8);
          }
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static List<String> albums() throws SQLException {
    List<String> titles = new ArrayList<>();
    try (Connection connection = database().getConnection();
        ResultSet rows = connection.createStatement().executeQuery("select title from album order by title")) {
      while (rows.next()) {
        titles.add(rows.getString(1));
      }
    }
    return titles;
  }
}
