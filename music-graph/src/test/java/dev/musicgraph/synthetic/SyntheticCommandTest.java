package dev.musicgraph.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.Commands;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OwnDatabase
@Tag("slow")
class SyntheticCommandTest {

  @Test
  void fillsAnEmptyCatalogueByTheRulesWithAsManyAsWereAskedFor() throws SQLException {
    String url = TestDatabases.migrated();

    assertThat(run(url, "--genres 300 --bands 3000 --seed 7").out())
        .matches("added 300 synthetic genres, \\d+ relations and 3000 bands of seed 7\n");

    assertThat(number(url, "count(*) from genre where name like 'Synthetic genre %'"))
        .isEqualTo(300);
    assertThat(number(url, "count(*) from band where name like 'Synthetic band %'"))
        .isEqualTo(3_000);
    assertThat(
            number(
                url,
                "count(*) from band_genre b join genre g on g.id = b.genre_id"
                    + " where g.type <> 'leaf'"))
        .as("genres of bands that aren't leaves")
        .isZero();
    assertThat(
            number(
                url,
                "count(*) from genre_parent p join genre g on g.id = p.parent_id"
                    + " where g.type = 'leaf'"))
        .as("leaves that have children")
        .isZero();
    assertThat(
            number(url, "count(*) from genre where type <> 'root' and primary_parent_id is null"))
        .as("genres without a primary parent")
        .isZero();
    assertThat(
            number(
                url,
                """
                (select count(*) from genre) - (
                  with recursive below (id) as (
                    select id from genre where type = 'root'
                    union select p.genre_id from genre_parent p join below b on b.id = p.parent_id)
                  select count(*) from below)
                """))
        .as("genres that no root is above")
        .isZero();
    hasFewGenresWithManyBandsAndManyWithFew(url);
  }

  private static void hasFewGenresWithManyBandsAndManyWithFew(String url) throws SQLException {
    String leaves =
        " from (select count(bg.band_id) as bands from genre g left join band_genre bg on"
            + " bg.genre_id = g.id where g.type = 'leaf' group by g.id) as leaf";

    int median = number(url, "percentile_disc(0.5) within group (order by bands)" + leaves);

    assertThat(median).isPositive();
    assertThat(number(url, "max(bands)" + leaves)).isGreaterThan(10 * median);
  }

  @Test
  void inventsTheSameAgainForTheSameSeedAndOthersForAnother() {
    Size size = new Size(80, 200, 3, false);

    assertThat(SyntheticCatalogue.of(size)).isEqualTo(SyntheticCatalogue.of(size));
    assertThat(shape(3)).isNotEqualTo(shape(4));
  }

  @Test
  void refusesACatalogueThatHoldsSomethingUnlessToldToAdd() throws SQLException {
    String url = TestDatabases.migrated();
    TestDatabases.execute(
        url, "insert into genre (id, name, type) values ('rock', 'Rock', 'root')");

    Commands.Result refused = run(url, "--genres 5 --bands 5 --seed 1");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("not empty").contains("--add").doesNotContain("\tat ");
    assertThat(number(url, "count(*) from genre")).isEqualTo(1);

    run(url, "--genres 5 --bands 5 --seed 1 --add").mustBeDone();
    assertThat(number(url, "count(*) from genre")).isEqualTo(6);

    Commands.Result twice = run(url, "--genres 6 --bands 5 --seed 1 --add");
    assertThat(twice.code()).isEqualTo(1);
    assertThat(twice.err()).contains("seed 1 is in the catalogue already");
    assertThat(number(url, "count(*) from genre")).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--genres 5 --bands 5",
        "--genres five --bands 5 --seed 1",
        "--genres 0 --bands 5 --seed 1",
        "--genres 5 --bands -1 --seed 1",
        "--genres 5 --bands 5 --seed",
        "--genres 5 --bands 5 --seed 1 --force"
      })
  void takesNoWrongArguments(String arguments) {
    assertThat(Size.of(List.of(arguments.split(" ")))).isEmpty();
    assertThat(SyntheticCommand.takes(List.of(arguments.split(" ")))).isFalse();
  }

  private static String shape(long seed) {
    return SyntheticCatalogue.of(new Size(80, 200, seed, false))
        .bands()
        .toString()
        .replaceAll("-\\d+-", "-seed-")
        .replaceAll("of seed \\d+", "");
  }

  private static Commands.Result run(String url, String arguments) {
    return Commands.run(Map.of("DATABASE_URL", url), ("synthetic " + arguments).strip().split(" "));
  }

  private static int number(String url, String sql) throws SQLException {
    try (Connection connection = TestDatabases.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
