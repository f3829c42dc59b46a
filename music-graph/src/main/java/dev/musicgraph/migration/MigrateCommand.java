package dev.musicgraph.migration;

import dev.musicgraph.Refusal;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code migrate up}, {@code migrate status}, {@code migrate down --to ID}. */
public final class MigrateCommand {
  public static final String USAGE = "migrate up | migrate status | migrate down --to ID|none";

  private MigrateCommand() {}

  /** Whether the arguments after {@code migrate} are ones that {@link #run} takes. */
  public static boolean takes(List<String> arguments) {
    return arguments.equals(List.of("up"))
        || arguments.equals(List.of("status"))
        || (arguments.size() == 3
            && arguments.get(0).equals("down")
            && arguments.get(1).equals("--to"));
  }

  /**
   * @param out gets a line for each migration, and nothing else
   */
  public static void run(List<String> arguments, Connection connection, PrintStream out)
      throws SQLException {
    switch (arguments.get(0)) {
      case "status" -> status(connection, out);
      case "up" -> new Migrations(connection).up(id -> out.println("applied " + id));
      case "down" ->
          new Migrations(connection)
              .down(target(arguments.get(2)), id -> out.println("reverted " + id));
      default -> throw new Refusal("usage: " + USAGE);
    }
  }

  private static void status(Connection connection, PrintStream out) throws SQLException {
    Schema schema = SchemaReader.read(connection);
    for (MigrationId id : schema.all()) {
      out.println((schema.applied().contains(id) ? "applied " : "pending ") + id);
    }
  }

  private static Optional<MigrationId> target(String text) {
    if (text.equals("none")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new MigrationId(text));
    } catch (IllegalArgumentException e) {
      throw new Refusal("can't go down to '" + text + "': " + e.getMessage() + ".", e);
    }
  }
}
