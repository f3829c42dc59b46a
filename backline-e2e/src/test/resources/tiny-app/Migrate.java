import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What migrate.sh does, for images without psql: status | up | down ID. */
public final class Migrate {

  private static final Path FOLDER = Path.of("migrations");

  public static void main(String[] args) throws Exception {
    String url =
        "jdbc:postgresql://%s:%s/%s".formatted(variable("PGHOST"), variable("PGPORT"), variable("PGDATABASE"));
    try (Connection connection = DriverManager.getConnection(url, variable("PGUSER"), variable("PGPASSWORD"));
        Statement sql = connection.createStatement()) {
      List<String> applied = applied(sql);
      switch (args[0]) {
        case "status" -> {
          for (String id : all()) {
            System.out.println((applied.contains(id) ? "applied " : "pending ") + id);
          }
        }
        case "up" -> {
          if (applied.isEmpty()) {
            sql.execute("create table if not exists migration (id text primary key)");
          }
          connection.setAutoCommit(false);
          for (String id : all()) {
            if (!applied.contains(id)) {
              sql.execute(Files.readString(FOLDER.resolve(id + ".up.sql")));
              sql.execute("insert into migration values ('" + id + "')");
              connection.commit();
            }
          }
        }
        case "down" -> {
          connection.setAutoCommit(false);
          for (String id : all().reversed()) {
            if (id.equals(args[1])) {
              break;
            }
            if (applied.contains(id)) {
              sql.execute(Files.readString(FOLDER.resolve(id + ".down.sql")));
              sql.execute("delete from migration where id = '" + id + "'");
              connection.commit();
            }
          }
        }
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  private static List<String> applied(Statement sql) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (ResultSet there = sql.executeQuery("select to_regclass('migration') is not null")) {
      there.next();
      if (!there.getBoolean(1)) {
        return ids;
      }
    }
    try (ResultSet rows = sql.executeQuery("select id from migration order by id")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private static List<String> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".up.sql"))
          .map(name -> name.replace(".up.sql", ""))
          .sorted()
          .toList();
    }
  }

  private static String variable(String name) {
    return System.getenv(name);
  }
}
