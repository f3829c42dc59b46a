package dev.musicgraph.web;

import dev.musicgraph.Refusal;
import dev.musicgraph.migration.MigrationId;
import dev.musicgraph.migration.Migrations;
import dev.musicgraph.migration.Schema;
import dev.musicgraph.migration.SchemaReader;
import dev.musicgraph.setting.Settings;
import dev.musicgraph.user.SetupLinks;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;

/** {@code serve}: the web server, on a schema that has all that this release needs. */
public final class ServeCommand {
  private ServeCommand() {}

  /**
   * Returns when the server takes requests; it stops with the JVM or the returned context.
   *
   * @param connection for looking at the schema; may be closed afterwards
   * @throws Refusal if migrations are pending
   */
  public static ConfigurableApplicationContext run(
      Settings settings, Connection connection, PrintStream log) throws SQLException {
    prepareSchema(settings, connection, log);
    ConfigurableApplicationContext context = start(settings);
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    log.println(
        "music-graph "
            + settings.release().version()
            + " ("
            + settings.release().commit()
            + ") serves on http://"
            + settings.host()
            + ":"
            + port
            + "/");
    offerSetup(context, "http://" + settings.host() + ":" + port, log);
    return context;
  }

  private static void prepareSchema(Settings settings, Connection connection, PrintStream log)
      throws SQLException {
    Schema schema = SchemaReader.read(connection);
    if (schema.pending().isEmpty()) {
      return;
    }
    if (settings.migrateOnStart()
        && new Migrations(connection).initialise(id -> log.println("applied " + id))) {
      return;
    }
    throw new Refusal(
        "can't serve on "
            + settings.database()
            + ": migrations are pending: "
            + schema.pending().stream().map(MigrationId::value).collect(Collectors.joining(", "))
            + ". Run migrate up first: serve does that itself only on a database without data, for"
            + " which there is nothing to lose.");
  }

  private static void offerSetup(
      ConfigurableApplicationContext context, String address, PrintStream log) {
    try {
      context
          .getBean(SetupLinks.class)
          .offer()
          .ifPresent(path ->
              log.println(
                  "there is no administrator yet: within "
                      + SetupLinks.LIFETIME.toMinutes()
                      + " minutes create one at "
                      + address
                      + path));
    } catch (DataAccessException e) {
      log.println("could not see whether there is an administrator: the database doesn't answer");
    }
  }

  private static ConfigurableApplicationContext start(Settings settings) {
    SpringApplication application = new SpringApplication(WebApplication.class);
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("settings", settings));
    try {
      return application.run();
    } catch (RuntimeException e) {
      if (portIsTaken(e)) {
        throw new Refusal(
            "can't serve on "
                + settings.host()
                + ":"
                + settings.port()
                + ": the port is taken. Stop what uses it, or set PORT to another.",
            e);
      }
      throw e;
    }
  }

  private static boolean portIsTaken(@Nullable Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof PortInUseException) {
        return true;
      }
    }
    return false;
  }
}
