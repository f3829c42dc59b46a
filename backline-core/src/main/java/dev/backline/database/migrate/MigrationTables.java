package dev.backline.database.migrate;

import dev.backline.database.catalogue.TableName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where migration tools keep what they have done; made by the first way up, left by any down. */
public final class MigrationTables {

  /** Of Liquibase, Flyway, Alembic, Django, Rails, Knex, Goose, Prisma and their like. */
  public static final Set<TableName> KNOWN =
      Stream.of(
              "databasechangelog",
              "databasechangeloglock",
              "flyway_schema_history",
              "alembic_version",
              "django_migrations",
              "schema_migrations",
              "ar_internal_metadata",
              "knex_migrations",
              "knex_migrations_lock",
              "goose_db_version",
              "_prisma_migrations")
          .map(TableName::ofPublic)
          .collect(Collectors.toUnmodifiableSet());

  private MigrationTables() {}
}
