package dev.backline.database.lint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT ';'",
          "DO $$ BEGIN; END; $$",
          "COMMENT ON TABLE a IS 'x; y' -- ; z\n",
          "/* ; /* ; */ ; */ UPDATE \"a;b\" SET c = 1",
          "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)",
          "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1;"
              + " SELECT CASE WHEN true THEN 2 END; END",
          "BEGIN",
          "END");

  @Test
  void cutsWhereStatementsEndAndLosesNothing() {
    Random random = new Random(20_261_127);
    for (int round = 0; round < 2_000; round++) {
      List<String> statements = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        statements.add(STATEMENTS.get(random.nextInt(STATEMENTS.size())));
      }
      String sql = String.join(random.nextBoolean() ? ";\n" : "; ", statements);

      assertThat(SqlScript.statements(sql)).as(sql).hasSameSizeAs(statements);
      assertThat(
              SqlScript.split(sql).stream().map(SqlStatement::text).collect(Collectors.joining()))
          .isEqualTo(sql);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ; ; \n", "-- only a comment", "/* a */;"})
  void whatIsEmptyIsNoStatement(String sql) {
    assertThat(SqlScript.statements(sql)).isEmpty();
  }

  @Test
  void commentsBelongToTheStatementThatTheyPrecedeOrEndTheLineOf() {
    List<SqlStatement> statements =
        SqlScript.statements(
            """
            -- about a
            SELECT a; -- more about a
            -- about b
            SELECT /* within b */ b;
            """);

    assertThat(statements)
        .extracting(SqlStatement::comments)
        .containsExactly(List.of("about a", "more about a"), List.of("about b", "within b"));
  }

  @Test
  void isShownOnOneLineWithoutComments() {
    SqlStatement statement =
        SqlScript.statements("-- why\nUPDATE a -- how\n  SET b = 'x\n y' ;").getFirst();

    assertThat(statement.line()).isEqualTo("UPDATE a SET b = 'x y'");
    assertThat(SqlScript.statements("SELECT " + "a, ".repeat(100)).getFirst().shortLine())
        .hasSize(120)
        .endsWith("…");
  }
}
