package dev.backline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentDatabasesTest {

  @Test
  void aRoleReachesItsOwnDatabaseOnly() {
    DatabaseAccess first = TestDatabases.fresh("alone");
    DatabaseAccess second = TestDatabases.fresh("alone");

    assertThat(TestDatabases.query(first, "SELECT current_user"))
        .containsExactly(first.user().value());
    TestDatabases.execute(first, "CREATE TABLE mine (id int)");
    for (DatabaseName other :
        new DatabaseName[] {
          second.name(), new DatabaseName("postgres"), new DatabaseName("template1")
        }) {
      assertThatThrownBy(() -> first.to(other).connect(TestDatabases.LIMIT).close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for database");
    }
  }

  @Test
  void makingItAgainChangesNothing() {
    DatabaseAccess first = TestDatabases.fresh("again");
    TestDatabases.execute(first, "CREATE TABLE kept AS SELECT 1 AS n");

    assertThat(TestDatabases.databases().ensure(first.name())).isEqualTo(first);
    assertThat(TestDatabases.query(first, "SELECT n FROM kept")).containsExactly("1");
  }

  @Test
  void aNameMayHoldQuotesSpacesAndUmlauts() {
    DatabaseName weird = new DatabaseName("a \"b\" 'c' \\d ünïcödé $e");

    DatabaseAccess access = TestDatabases.databases().ensure(weird);

    assertThat(TestDatabases.query(access, "SELECT current_database()"))
        .containsExactly(weird.value());
    assertThat(TestDatabases.databases().find(weird)).contains(access);
    TestDatabases.databases().drop(weird);
    assertThat(TestDatabases.databases().find(weird)).isEmpty();
  }

  @Test
  void aPasswordThatWasReplacedMeanwhileIsSetAgain() {
    DatabaseAccess access = TestDatabases.fresh("healed");
    TestDatabases.execute(
        TestDatabases.admin(), "ALTER ROLE " + access.user().quoted() + " PASSWORD 'other'");

    DatabaseAccess healed = TestDatabases.databases().ensure(access.name());

    assertThat(TestDatabases.query(healed, "SELECT 1")).containsExactly("1");
  }

  @Test
  void passwordsAreKeptInFilesThatOnlyTheirOwnerReads(@TempDir Path directory) throws Exception {
    FileDatabasePasswords passwords = new FileDatabasePasswords(directory.resolve("p"));
    RoleName role = new RoleName("../weird role");

    assertThat(passwords.find(role)).isEmpty();
    passwords.keep(role, Secret.of("s3cret"));

    assertThat(passwords.find(role)).contains(Secret.of("s3cret"));
    try (var files = Files.list(directory.resolve("p"))) {
      Path file = files.findFirst().orElseThrow();
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void addressesAreEncoded() {
    DatabaseAccess access =
        new DatabaseAccess(
            "127.0.0.1", 5432, new DatabaseName("a b/c"), new RoleName("r@1"), Secret.of("p:/ %"));

    assertThat(access.url()).isEqualTo("postgresql://127.0.0.1:5432/a%20b%2Fc");
    assertThat(access.urlWithPassword().reveal())
        .isEqualTo("postgresql://r%401:p%3A%2F%20%25@127.0.0.1:5432/a%20b%2Fc");
    assertThat(access.toString()).doesNotContain("p:/ %");
  }
}
