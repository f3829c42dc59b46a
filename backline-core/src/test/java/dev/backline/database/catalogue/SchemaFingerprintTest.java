package dev.backline.database.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFingerprintTest {

  /** One of everything that a fingerprint tells apart. */
  static final String[] SCHEMA = {
    "CREATE EXTENSION IF NOT EXISTS hstore",
    "CREATE TYPE mood AS ENUM ('sad', 'ok')",
    "CREATE DOMAIN age AS int CHECK (VALUE >= 0)",
    "CREATE TYPE point3 AS (x float, y float, z float)",
    "CREATE SCHEMA \"Od\"\"d\"",
    "CREATE TABLE genre (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE)",
    "CREATE TABLE band (id serial PRIMARY KEY, name varchar(80) NOT NULL DEFAULT 'it''s new',"
        + " state varchar(9) CHECK (state IN ('a', 'b')), mood mood, age age, tags hstore,"
        + " genre bigint REFERENCES genre ON DELETE CASCADE,"
        + " shout text GENERATED ALWAYS AS (upper(name)) STORED)",
    "CREATE INDEX band_name ON band (lower(name)) WHERE state IN ('a', 'b')",
    "CREATE TABLE event (at date NOT NULL, what text) PARTITION BY RANGE (at)",
    "CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
    "CREATE TABLE \"Od\"\"d\".\"ta ble\" (\"co\nl\" int)",
    "CREATE VIEW loud AS SELECT id, shout FROM band WHERE state IN ('a', 'b')",
    "CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM band",
    "CREATE SEQUENCE ticket START 5 INCREMENT 5",
    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int)",
    "CREATE TRIGGER touched BEFORE UPDATE ON band FOR EACH ROW EXECUTE FUNCTION touch()",
    "CREATE RULE quiet AS ON DELETE TO genre DO ALSO NOTHING",
    "ALTER TABLE band ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY mine ON band USING (name = current_user)",
    "CREATE STATISTICS band_stats ON name, state FROM band",
    "COMMENT ON COLUMN band.name IS 'what people shout'"
  };

  private static DatabaseAccess database = TestDatabases.admin();

  @BeforeAll
  static void make() {
    database = TestDatabases.admin().to(TestDatabases.fresh("fingerprint").name());
    TestDatabases.execute(database, SCHEMA);
  }

  @Test
  void isEqualForTheSameSchemaMadeInAnotherWay() {
    DatabaseAccess other = TestDatabases.admin().to(TestDatabases.fresh("fingerprint").name());
    TestDatabases.execute(other, SCHEMA);
    // Leaves a gap in the column numbers, and the column at another place.
    TestDatabases.execute(
        other,
        "ALTER TABLE band ADD COLUMN gone int",
        "ALTER TABLE band DROP COLUMN gone",
        "ALTER TABLE band DROP COLUMN mood",
        "ALTER TABLE band ADD COLUMN mood mood",
        "INSERT INTO genre (name) VALUES ('jazz')");

    assertThat(fingerprint(database).differenceTo(fingerprint(other))).isEmpty();
    assertThat(fingerprint(other).digest()).isEqualTo(fingerprint(database).digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE band ADD COLUMN founded int",
        "ALTER TABLE genre ALTER COLUMN name TYPE varchar(81)",
        "ALTER TABLE band ALTER COLUMN name SET DEFAULT 'other'",
        "ALTER TABLE band ALTER COLUMN name DROP NOT NULL",
        "ALTER TABLE band DROP CONSTRAINT band_genre_fkey",
        "ALTER TABLE band ADD CONSTRAINT later CHECK (id > 0) NOT VALID",
        "DROP INDEX band_name",
        "CREATE INDEX more ON band (state)",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'band_name'::regclass",
        "CREATE OR REPLACE VIEW loud AS SELECT id, shout FROM band",
        "ALTER SEQUENCE ticket INCREMENT 6",
        "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD;"
            + " END'",
        "ALTER TABLE band DISABLE TRIGGER touched",
        "DROP TRIGGER touched ON band",
        "DROP MATERIALIZED VIEW counted",
        "ALTER TYPE mood ADD VALUE 'happy'",
        "ALTER DOMAIN age ADD CHECK (VALUE < 200)",
        "CREATE EXTENSION pgcrypto",
        "ALTER TABLE band DISABLE ROW LEVEL SECURITY",
        "DROP POLICY mine ON band",
        "DROP RULE quiet ON genre",
        "DROP STATISTICS band_stats",
        "COMMENT ON COLUMN band.name IS 'other'",
        "CREATE TABLE \"new\" ()",
        "CREATE SCHEMA fresh",
        "ALTER TABLE event DETACH PARTITION event_2026",
        "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)"
      })
  void differsAndNamesTheChange(String change) throws SQLException {
    try (Connection connection = database.connect(TestDatabases.LIMIT);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      SchemaFingerprint before = SchemaReader.read(connection, SchemaScope.whole());
      statement.execute("SET LOCAL search_path = public");
      statement.execute(change);
      SchemaFingerprint after = SchemaReader.read(connection, SchemaScope.whole());
      connection.rollback();

      assertThat(before.differenceTo(after)).isNotEmpty().hasSizeLessThanOrEqualTo(4);
      assertThat(after.digest()).isNotEqualTo(before.digest());
    }
  }

  @Test
  void leavesOutExcludedTablesWithAllThatBelongsToThemAndSaysSo() {
    DatabaseAccess other = TestDatabases.admin().to(TestDatabases.fresh("excluded").name());
    TestDatabases.execute(other, SCHEMA);
    TestDatabases.execute(
        other,
        "CREATE TABLE changelog (id serial PRIMARY KEY, name text UNIQUE)",
        "COMMENT ON TABLE changelog IS 'bookkeeping'");
    SchemaScope scope = SchemaScope.whole().without(Set.of(TableName.ofPublic("changelog")));

    assertThat(read(database, scope).differenceTo(read(other, scope))).isEmpty();
    assertThat(read(other, scope).lines()).contains("excluded public.changelog");
    assertThat(fingerprint(database).differenceTo(read(other, scope)))
        .containsExactly("+ excluded public.changelog");
  }

  @Test
  void tellsPrivilegesOnlyWhenAsked() {
    DatabaseAccess other = TestDatabases.admin().to(TestDatabases.fresh("granted").name());
    TestDatabases.execute(other, "CREATE TABLE t (id int)");
    SchemaScope scope = SchemaScope.whole().withPrivileges();
    SchemaFingerprint before = read(other, scope);
    SchemaFingerprint plainBefore = fingerprint(other);

    TestDatabases.execute(other, "GRANT SELECT ON t TO PUBLIC");

    assertThat(before.differenceTo(read(other, scope)))
        .containsExactly("+ privilege on relation public.t SELECT to public");
    assertThat(fingerprint(other)).isEqualTo(plainBefore);
  }

  @Test
  void anArrayOfCastsEqualsACastOfAnArray() {
    assertThat(
            SchemaReader.canonical(
                "= ANY ((ARRAY['a'::character varying, 'b''c'::character varying])::text[])"))
        .isEqualTo(
            "= ANY (ARRAY[('a'::character varying)::text, ('b''c'::character varying)::text])");
  }

  private static SchemaFingerprint fingerprint(DatabaseAccess access) {
    return read(access, SchemaScope.whole());
  }

  private static SchemaFingerprint read(DatabaseAccess access, SchemaScope scope) {
    try (Connection connection = access.connect(TestDatabases.LIMIT)) {
      return SchemaReader.read(connection, scope);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
