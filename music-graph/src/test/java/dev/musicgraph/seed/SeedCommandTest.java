package dev.musicgraph.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.Commands;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OwnDatabase
class SeedCommandTest {
  private final String url = TestDatabases.migrated();

  @Test
  void storesPrimaryParentsAndGenresAndBothKindsOfRelation() throws SQLException {
    seed();

    assertThat(text("select primary_parent_id from genre where id = 'jazz-fusion'"))
        .isEqualTo("jazz");
    assertThat(text("select primary_genre_id from band where id = 'massive-attack'"))
        .isEqualTo("trip-hop");
    assertThat(
            text(
                "select string_agg(kind || ' ' || other_id, ', ' order by kind, other_id)"
                    + " from genre_relation where genre_id = 'ska-punk'"))
        .isEqualTo("fusion punk-rock, fusion ska, influence 2-tone, influence hardcore-punk");
  }

  @Test
  void changesNothingThatIsThere() throws SQLException {
    seed();
    TestDatabases.execute(url, "delete from genre_relation where genre_id = 'ska-punk'");
    TestDatabases.execute(url, "update genre set name = 'SKA' where id = 'ska'");
    TestDatabases.execute(url, "update band set name = 'Rush!' where id = 'rush'");

    assertThat(seed()).isEqualTo("seeded 0 genres, 0 relations and 0 bands\n");

    assertThat(text("select name from genre where id = 'ska'")).isEqualTo("SKA");
    assertThat(text("select name from band where id = 'rush'")).isEqualTo("Rush!");
    assertThat(text("select count(*) from genre_relation where genre_id = 'ska-punk'"))
        .isEqualTo("0");
  }

  @Test
  void leavesOutWhatHasNoPlaceAmongEditedGenres() throws SQLException {
    TestDatabases.execute(
        url, "insert into genre (id, name, type) values ('house', 'House', 'leaf')");
    TestDatabases.execute(
        url, "insert into genre (id, name, type) values ('ska', 'Ska', 'intermediate')");

    String said = seed();

    assertThat(said).contains("left out").contains("Chicago House").contains("Prince Buster");
    assertThat(text("select type from genre where id = 'house'")).isEqualTo("leaf");
    assertThat(text("select count(*) from genre_parent where parent_id = 'house'")).isEqualTo("0");
    assertThat(text("select count(*) from band_genre where genre_id = 'ska'")).isEqualTo("0");
    assertThat(text("select primary_genre_id from band where id = 'the-skatalites'")).isNull();
    assertThat(text("select primary_parent_id from genre where id = 'amapiano'"))
        .as("of a genre with another parent")
        .isEqualTo("african-music");
  }

  private String seed() {
    Commands.Result result = Commands.run(Map.of("DATABASE_URL", url), "seed");
    result.mustBeDone();
    return result.out();
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = TestDatabases.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
