package dev.musicgraph.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class NameSearchTest {
  private static final String[] BANDS = {
    "Motörhead",
    "AC/DC",
    "Guns N’ Roses",
    "Led Zeppelin",
    "Metallica",
    "Sigur Rós",
    "Queen",
    "Queens of the Stone Age",
    "Blur",
    "N.W.A",
    "Кино",
    "Mø",
    "The Cure",
    "Curve",
    "100% Pure",
    "Under_score"
  };

  private static String url;
  private static NameSearch search;

  @BeforeAll
  static void fill() {
    url = TestDatabases.migrated();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < BANDS.length; i++) {
      rows.append(
          "insert into band (id, name, primary_genre_id) values ('b%d', '%s', 'rock');"
              .formatted(i, BANDS[i]));
      rows.append("insert into band_genre values ('b%d', 'rock');".formatted(i));
    }
    TestDatabases.execute(
        url,
        "begin; insert into genre (id, name, type) values ('rock', 'Rock', 'leaf'),"
            + " ('shoegaze', 'Shoegaze', 'leaf'), ('death-metal', 'Death metal', 'leaf'),"
            + " ('post-rock', 'Post-rock', 'leaf'), ('rock-opera', 'Rock opera', 'leaf');"
            + rows
            + "commit");
    SingleConnectionDataSource source =
        new SingleConnectionDataSource(TestDatabases.connect(url), true);
    search = new NameSearch(JdbcClient.create(source), new JdbcTransactionManager(source));
  }

  @ParameterizedTest
  @CsvSource({
    "motorhead, Motörhead",
    "MOTÖRHEAD, Motörhead",
    "motrhead, Motörhead",
    "acdc, AC/DC",
    "ac/dc, AC/DC",
    "guns n roses, Guns N’ Roses",
    "guns and rose, Guns N’ Roses",
    "zepelin, Led Zeppelin",
    "zeppelin, Led Zeppelin",
    "metalica, Metallica",
    "sigur ros, Sigur Rós",
    "nwa, N.W.A",
    "qeen, Queen",
    "blru, Blur",
    "Кин, Кино",
    "mo, Motörhead",
    "mø, Mø",
    "stone ag, Queens of the Stone Age",
    "100%, 100% Pure",
    "under_, Under_score",
  })
  void bandsAreFoundAsPeopleTypeThem(String text, String name) {
    assertThat(slugs(text).stream().filter(slug -> slug.matches("b\\d+")).limit(2))
        .extracting(slug -> BANDS[Integer.parseInt(slug.substring(1))])
        .contains(name);
  }

  @Test
  void genresAreFoundInSpiteOfTypingErrors() {
    assertThat(slugs("shoegze")).first().isEqualTo("shoegaze");
    assertThat(slugs("dethmetal")).first().isEqualTo("death-metal");
  }

  @Test
  void theNameItselfComesFirstThenBeginningsThenWordsThenWhatIsAlike() {
    assertThat(slugs("rock")).startsWith("rock", "rock-opera", "post-rock");
    assertThat(search.find("rock", 10).getFirst().score()).isEqualTo(1);
    assertThat(slugs("queen")).startsWith("b6", "b7");
    assertThat(slugs("cure")).startsWith("b12", "b13");
  }

  @Test
  void theBestOnesAreLeftByALimit() {
    assertThat(slugs("rock").subList(0, 2))
        .isEqualTo(search.find("rock", 2).stream().map(hit -> hit.id().slug()).toList());
  }

  @Test
  void whatIsNoNameIsNotFound() {
    assertThat(search.find("xyzzy", 10)).isEmpty();
    assertThat(search.find("%", 10)).isEmpty();
    assertThat(search.find("_", 10)).isEmpty();
    assertThat(search.find("'; drop table band; --", 10)).isEmpty();
    assertThat(search.find("🤘", 10)).isEmpty();
  }

  @Test
  void theKeyFollowsTheName() {
    TestDatabases.execute(url, "update genre set name = 'Zwölftonmusik' where id = 'rock-opera'");
    assertThat(slugs("zwolfton")).containsExactly("rock-opera");
    TestDatabases.execute(url, "update genre set name = 'Rock opera' where id = 'rock-opera'");
  }

  private static List<String> slugs(String text) {
    return search.find(text, 10).stream().map(hit -> hit.id().slug()).toList();
  }
}
