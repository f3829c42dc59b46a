package dev.musicgraph;

import dev.musicgraph.catalogue.Editing;
import dev.musicgraph.database.DatabaseWait;
import dev.musicgraph.database.Databases;
import dev.musicgraph.importer.ImportCommand;
import dev.musicgraph.migration.MigrateCommand;
import dev.musicgraph.seed.SeedCommand;
import dev.musicgraph.setting.Settings;
import dev.musicgraph.setting.SettingsProblem;
import dev.musicgraph.synthetic.SyntheticCommand;
import dev.musicgraph.token.TokenCommand;
import dev.musicgraph.token.Tokens;
import dev.musicgraph.user.Admins;
import dev.musicgraph.user.MakeAdminCommand;
import dev.musicgraph.user.Users;
import dev.musicgraph.web.ServeCommand;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code java -jar music-graph.jar [COMMAND]}. Results go to stdout, everything else to stderr; the
 * exit code is 0 when it is done, 1 when it failed, 2 when the command or a setting is wrong.
 */
public final class Main {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int MISUSED = 2;

  private static final String USAGE =
      "usage: music-graph [serve | "
          + MigrateCommand.USAGE
          + " | "
          + MakeAdminCommand.USAGE
          + " | "
          + TokenCommand.USAGE
          + " | seed | "
          + SyntheticCommand.USAGE
          + " | "
          + ImportCommand.USAGE
          + "]";

  private Main() {}

  public static void main(String[] arguments) {
    int code = run(List.of(arguments), System.getenv(), System.out, System.err);
    if (code != DONE) {
      System.exit(code);
    }
  }

  /** All but the exit itself; after {@code serve} the server goes on in threads of its own. */
  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    String command = arguments.isEmpty() ? "serve" : arguments.get(0);
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    if (!takes(command, rest)) {
      err.println(USAGE);
      return MISUSED;
    }
    try {
      execute(command, rest, Settings.from(environment), environment, out, err);
      return DONE;
    } catch (SettingsProblem e) {
      err.println(e.getMessage());
      return MISUSED;
    } catch (Refusal e) {
      err.println(e.getMessage());
      return FAILED;
    } catch (SQLException | RuntimeException e) {
      err.println(command + " failed: " + e.getMessage());
      e.printStackTrace(err);
      return FAILED;
    }
  }

  private static boolean takes(String command, List<String> rest) {
    return switch (command) {
      case "serve", "seed" -> rest.isEmpty();
      case "migrate" -> MigrateCommand.takes(rest);
      case "make-admin" -> MakeAdminCommand.takes(rest);
      case "synthetic" -> SyntheticCommand.takes(rest);
      case "import" -> ImportCommand.takes(rest);
      case "token" -> TokenCommand.takes(rest);
      default -> false;
    };
  }

  private static void execute(
      String command,
      List<String> rest,
      Settings settings,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err)
      throws SQLException {
    DataSource database = Databases.single(settings.database());
    DatabaseWait.until(database, settings.database(), settings.databaseWait(), err);
    try (Connection connection = database.getConnection()) {
      switch (command) {
        case "serve" -> ServeCommand.run(settings, connection, err);
        case "migrate" -> MigrateCommand.run(rest, connection, out);
        case "token" ->
            new TokenCommand(new Tokens(JdbcClient.create(one(connection)))).run(rest, out);
        case "make-admin" -> makeAdmin(one(connection)).run(rest, environment, out);
        case "seed" -> seed(one(connection)).run(out);
        case "synthetic" -> synthetic(one(connection)).run(rest, out);
        case "import" -> imports(one(connection)).run(rest, out, err);
        default -> throw new Refusal(USAGE);
      }
    }
  }

  private static MakeAdminCommand makeAdmin(DataSource database) {
    JdbcClient client = JdbcClient.create(database);
    return new MakeAdminCommand(
        new Users(client), new Admins(new JdbcTransactionManager(database), client));
  }

  private static SeedCommand seed(DataSource database) {
    JdbcClient client = JdbcClient.create(database);
    return new SeedCommand(client, new Editing(new JdbcTransactionManager(database), client));
  }

  private static SyntheticCommand synthetic(DataSource database) {
    JdbcClient client = JdbcClient.create(database);
    return new SyntheticCommand(client, new Editing(new JdbcTransactionManager(database), client));
  }

  private static ImportCommand imports(DataSource database) {
    JdbcClient client = JdbcClient.create(database);
    JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    return new ImportCommand(
        client, new Editing(transactions, client), new TransactionTemplate(transactions));
  }

  private static DataSource one(Connection connection) {
    return new SingleConnectionDataSource(connection, true);
  }
}
