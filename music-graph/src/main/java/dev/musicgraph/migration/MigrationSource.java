package dev.musicgraph.migration;

/**
 * Where migrations are, on the class path.
 *
 * @param changelog Liquibase's root file, which includes the directory
 * @param directory of the migrations, without a slash at its end
 */
record MigrationSource(String changelog, String directory) {
  static final MigrationSource OF_THIS_RELEASE =
      new MigrationSource("db/changelog.yaml", "db/migrations");
}
