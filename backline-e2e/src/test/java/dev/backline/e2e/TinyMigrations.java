package dev.backline.e2e;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives the tiny app a database and migrations where it is delivered as an image, in which there is
 * no psql. Where the database is has to be declared besides.
 */
final class TinyMigrations {

  private static final String DECLARED =
      """
      database:
        engine: postgresql
        env:
          PGHOST: ${database.host}
          PGPORT: ${database.port}
          PGDATABASE: ${database.name}
          PGUSER: ${database.user}
          PGPASSWORD: ${database.password}
      migrations:
        status: [java, -cp, '.:postgresql.jar', Migrate, status]
        up: [java, -cp, '.:postgresql.jar', Migrate, up]
        down: [java, -cp, '.:postgresql.jar', Migrate, down, '${to}']
      run:\
      """;

  private TinyMigrations() {}

  static void addTo(TinyApp app) throws Exception {
    Path repository = app.repository();
    Path driver = Files.createDirectory(repository.resolve("driver"));
    Files.copy(driverJar(), driver.resolve("postgresql.jar"));
    TinyApp.compile(repository.resolve("Migrate.java"), repository.resolve("classes"));
    app.edit("build.sh", text -> text + "cp driver/postgresql.jar out/\n")
        .edit(
            "backline.yml",
            text ->
                text.replace("build.sh]}", "build.sh, 'migrations/**']}")
                    .replace("run:", DECLARED));
  }

  private static Path driverJar() throws URISyntaxException {
    return Path.of(
        org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
