package dev.backline.database.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import org.junit.jupiter.api.Test;

class NotNullChecksTest {

  @Test
  void tellsWhichColumnsAreCheckedAndWhetherAllRowsWere() {
    DatabaseAccess database = TestDatabases.admin().to(TestDatabases.fresh("checks").name());
    TestDatabases.execute(
        database,
        "CREATE TABLE band (id int NOT NULL CHECK (id > 0), name text, \"Na me\" text)",
        "ALTER TABLE band ADD CONSTRAINT named CHECK (name IS NOT NULL)",
        "ALTER TABLE band ADD CONSTRAINT later CHECK (\"Na me\" IS NOT NULL) NOT VALID",
        "ALTER TABLE band ADD CONSTRAINT either CHECK (name IS NOT NULL OR id > 1)",
        "ALTER TABLE band ADD CONSTRAINT none CHECK (name IS NULL) NOT VALID");

    TableName band = TableName.ofPublic("band");
    assertThat(NotNullChecks.read(database, TestDatabases.LIMIT))
        .containsExactly(
            new NotNullCheck(band, "later", "Na me", false),
            new NotNullCheck(band, "named", "name", true));
  }
}
