package dev.musicgraph.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Program;
import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Lists and single records, their pages, filters and entity tags. */
class ApiReadingTest {
  private final TestApp app = TestApp.shared();
  private final Program anybody = new Program(app.address());

  @ParameterizedTest
  @CsvSource({"/api/genres, genres, genre", "/api/bands, bands, band"})
  void aListIsReadToItsEndByFollowingItsLinks(String path, String field, String table) {
    List<String> seen = new ArrayList<>();
    String next = path + "?size=70";
    for (int page = 0; !next.isEmpty(); page++) {
      Program.Answer answer = anybody.get(next);
      assertThat(answer.json().get("page").asInt()).isEqualTo(page);
      assertThat(answer.json().get("size").asInt()).isEqualTo(70);
      answer.json().get(field).forEach(record -> seen.add(record.get("id").asString()));
      assertThat(answer.json().get("total").asInt()).isEqualTo(ids(table).size());
      next = link(answer, "next");
    }

    assertThat(seen).isEqualTo(ids(table));
    String last = link(anybody.get(path + "?size=70"), "last");
    assertThat(anybody.get(last).json().get(field).isEmpty()).isFalse();
    assertThat(link(anybody.get(last), "prev")).isNotEmpty();
    assertThat(link(anybody.get(last), "first")).contains("page=0&size=70");
  }

  @Test
  void aPageBehindTheLastOneIsEmpty() {
    Program.Answer answer = anybody.get("/api/genres?page=9999999&size=500");

    assertThat(answer.json().get("genres").isEmpty()).isTrue();
    assertThat(link(answer, "prev")).contains("page=1");
  }

  @Test
  void genresAreFilteredByTypeParentAndName() {
    JsonNode answer =
        anybody.get("/api/genres?type=leaf&parent=metal&q=THRASH%20M&size=500").json();

    assertThat(answer.get("genres").size()).isEqualTo(1);
    assertThat(answer.get("genres").get(0).get("id").asString()).isEqualTo("thrash-metal");
    assertThat(answer.get("total").asInt()).isEqualTo(1);
    assertThat(link(anybody.get("/api/genres?type=leaf&size=1"), "next")).contains("&type=leaf");
  }

  @Test
  void bandsAreFilteredByGenreAndNameWhateverItsMarks() {
    assertThat(anybody.get("/api/bands?genre=shoegaze").json().get("bands"))
        .extracting(band -> band.get("id").asString())
        .contains("slowdive")
        .doesNotContain("pulp");
    assertThat(anybody.get("/api/bands?q=slow").body()).contains("slowdive");
    TestDatabases.execute(
        app.databaseUrl(),
        "with band as (insert into band (id, name, primary_genre_id) values"
            + " ('trioe-tohr', 'Triøé Töhr 100%', 'dub')) insert into band_genre values"
            + " ('trioe-tohr', 'dub')");
    try {
      for (String text : List.of("triøé", "Tohr", "TÖHR", "100%")) {
        assertThat(anybody.get("/api/bands?q=" + encode(text)).body()).contains("trioe-tohr");
      }
      assertThat(anybody.get("/api/bands?q=" + encode("1%0")).body()).contains("\"total\":0");
    } finally {
      TestDatabases.execute(app.databaseUrl(), "delete from band where id = 'trioe-tohr'");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/genres?page=-1, page",
    "/api/genres?page=x, page",
    "/api/genres?page=99999999999999999999, page",
    "/api/genres?size=0, size",
    "/api/genres?size=501, size",
    "/api/genres?size=1.5, size",
    "/api/genres?size=5&size=6, size",
    "/api/genres?type=tree, type",
    "/api/genres?parent=nothing, parent",
    "/api/genres?parent=%3Cscript%3E, parent",
    "/api/genres?gnre=ska, gnre",
    "/api/genres?q=%00, q",
    "/api/bands?genre=nothing, genre",
    "/api/bands?type=leaf, type",
    "/api/bands?q=a%0Ab, q",
  })
  void aParameterThatCanNotBeUsedIsRefused(String path, String field) {
    Program.Answer answer = anybody.get(path);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().get("problems"))
        .extracting(problem -> problem.get("field").asString())
        .containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=%ed%a0%80", "q=%c0%80", "%ff=x", "page=%ff"})
  void whatIsNoTextIsRefused(String query) {
    Program.Answer answer = anybody.get("/api/bands?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("title").asString()).isEqualTo("Bad Request");
  }

  @Test
  void allWrongParametersAreToldAtOnce() {
    assertThat(
            anybody
                .get("/api/genres?page=x&size=x&type=x&q=" + "x".repeat(101))
                .json()
                .get("problems"))
        .extracting(problem -> problem.get("field").asString())
        .containsExactlyInAnyOrder("page", "size", "type", "q");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00ff", "😀", "%F0%9F%98%80", "'", "\\\\", "_%25"})
  void anyTextMayBeLookedFor(String text) {
    String address = text.startsWith("%") ? text : encode(text);

    assertThat(anybody.get("/api/bands?q=" + address).status()).isEqualTo(200);
  }

  @Test
  void aListIsKnownByItsTagUntilTheCatalogueChanges() {
    Program.Answer first = anybody.get("/api/genres?size=3");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    String tag = first.header("ETag");

    Program.Answer same = anybody.get("/api/genres?size=3", "If-None-Match", tag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(tag);

    TestDatabases.execute(app.databaseUrl(), "update genre set name = name where id = 'ska'");
    Program.Answer changed = anybody.get("/api/genres?size=3", "If-None-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(tag);
  }

  @Test
  void aRecordIsKnownByItsTag() {
    Program.Answer rock = anybody.get("/api/genres/alternative-rock");
    assertThat(rock.status()).isEqualTo(200);
    assertThat(rock.json().get("parents").size()).isEqualTo(2);
    assertThat(rock.json().get("primaryParent").asString()).isEqualTo("rock");
    assertThat(rock.header("ETag")).matches("\"\\d+-[0-9a-f]{12}\"");

    String tags = "\"other\", " + rock.header("ETag");
    assertThat(anybody.get("/api/genres/alternative-rock", "If-None-Match", tags).status())
        .isEqualTo(304);
    assertThat(anybody.get("/api/genres/alternative-rock", "If-None-Match", "\"x\"").status())
        .isEqualTo(200);
    assertThat(anybody.get("/api/bands/pulp").json().get("name").asString()).isEqualTo("Pulp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/genres/nothing", "/api/bands/nothing", "/api/bands/%C3%BF%20%27"})
  void anUnknownRecordIsNotFound(String path) {
    Program.Answer answer = anybody.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("detail").asString()).startsWith("There is no ");
  }

  @Test
  void longAnswersAreCompressed() {
    assertThat(
            anybody
                .get("/api/genres?size=500", "Accept-Encoding", "gzip")
                .header("Content-Encoding"))
        .isEqualTo("gzip");
  }

  private List<String> ids(String table) {
    return JdbcClient.create(TestDatabases.source(app.databaseUrl()))
        .sql("select id from " + table + " order by id collate \"C\"")
        .query(String.class)
        .list();
  }

  private static String link(Program.Answer answer, String relation) {
    Matcher link =
        Pattern.compile("<([^>]*)>; rel=\"" + relation + "\"").matcher(answer.header("Link"));
    return link.find() ? link.group(1) : "";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
