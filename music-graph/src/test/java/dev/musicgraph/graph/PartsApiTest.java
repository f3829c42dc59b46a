package dev.musicgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.TestApp;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of the map, and what is told of one node. */
@OnlyLooks
class PartsApiTest {
  private static final Pattern ID = Pattern.compile("\\{\"id\":\"([^\"]+)\"");

  private final TestApp app = TestApp.shared();

  @Test
  void whatIsRoundANodeIsAnswered() {
    Browser.Answer answer = get("/api/ego?node=band:pulp&depth=1");

    assertThat(ids(answer)).startsWith("band:pulp").contains("genre:britpop");
    assertThat(ids(answer).subList(1, ids(answer).size())).allMatch(id -> id.startsWith("genre:"));
    assertThat(answer.body()).contains("\"source\":\"band:pulp\",\"target\":\"genre:britpop\"");
    assertThat(ids(get("/api/ego?node=band:pulp&depth=2")))
        .hasSizeGreaterThan(ids(answer).size())
        .containsAll(ids(answer));
    assertThat(ids(get("/api/ego?node=band:pulp&kinds=subgenre"))).containsExactly("band:pulp");
  }

  @Test
  void theWayBetweenTwoNodesIsAnsweredInItsOrder() {
    List<String> way = ids(get("/api/path?from=band:pulp&to=genre:rock"));

    assertThat(way).startsWith("band:pulp").endsWith("genre:rock").hasSizeGreaterThan(2);
    assertThat(ids(get("/api/path?from=genre:rock&to=band:pulp"))).hasSameSizeAs(way);
    assertThat(ids(get("/api/path?from=genre:rock&to=genre:rock"))).containsExactly("genre:rock");
  }

  @Test
  void noWayIsAProblemThatNamesBothEnds() {
    Browser.Answer answer = get("/api/path?from=band:pulp&to=genre:rock&kinds=influence");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body()).contains("from Pulp to Rock");
  }

  @Test
  void whatIsInViewIsAnsweredWithTheMostImportantFirst() {
    Browser.Answer all = get("/api/viewport?minX=-1e6&minY=-1e6&maxX=1e6&maxY=1e6&limit=3");

    assertThat(ids(all)).hasSize(3).allMatch(id -> id.startsWith("genre:"));
    assertThat(all.body()).contains("\"type\":\"root\"").contains("\"partial\":true");
    assertThat(all.body()).containsPattern("\"total\":2[5-9]\\d\\d[^\\d]");
    Browser.Answer nowhere = get("/api/viewport?minX=1e6&minY=1e6&maxX=2e6&maxY=2e6");
    assertThat(nowhere.body()).contains("\"nodes\":[],\"edges\":[],\"total\":0");
  }

  @Test
  void allThatIsKnownOfANodeIsAnswered() {
    assertThat(get("/api/nodes/genre:britpop").body())
        .contains("\"type\":\"leaf\"", "\"primary\":{\"id\":\"genre:")
        .contains("{\"id\":\"band:pulp\",\"name\":\"Pulp\"}")
        .contains("\"children\":[]", "\"fusions\":[]", "\"fusedInto\":[]")
        .doesNotContain("\"genres\"");
    assertThat(get("/api/nodes/band:pulp").body())
        .contains("\"primary\":{\"id\":\"genre:britpop\",\"name\":\"Britpop\"}", "\"genres\":[{")
        .doesNotContain("\"type\"", "\"bands\"", "null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/ego                                            | node
          /api/ego?node=                                      | node
          /api/ego?node=genre:nothing                         | node
          /api/ego?node=rock                                  | node
          /api/ego?node=genre:%F0%9F%A4%98                    | node
          /api/ego?node=genre:rock&depth=0                    | depth
          /api/ego?node=genre:rock&depth=5                    | depth
          /api/ego?node=genre:rock&depth=many                 | depth
          /api/ego?node=genre:rock&kinds=friendship           | kinds
          /api/ego?node=genre:rock&kinds=subgenre,            | kinds
          /api/path?from=genre:rock                           | to
          /api/path?to=genre:rock                             | from
          /api/path?from=genre:x&to=band:y                    | from, to
          /api/viewport                                       | minX, minY, maxX, maxY
          /api/viewport?minX=NaN&minY=0&maxX=1&maxY=1         | minX
          /api/viewport?minX=0&minY=0&maxX=1&maxY=Infinity    | maxY
          /api/viewport?minX=2&minY=2&maxX=1&maxY=1           | minX, minY
          /api/viewport?minX=0&minY=0&maxX=1&maxY=1&limit=0   | limit
          /api/search                                         | q
          /api/search?q=%20&limit=x                           | q, limit
          /api/search?q=rock&limit=101                        | limit
          /api/search?q=%00                                   | q
          /api/similar                                        | node
          /api/similar?node=genre:nothing&limit=1000          | node, limit
          """)
  void allThatIsWrongWithAQuestionIsToldAtOnce(String path, String fields) {
    Browser.Answer answer = get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    for (String field : fields.split(", ")) {
      assertThat(answer.body()).contains("{\"field\":\"" + field + "\",\"message\":\"");
    }
    assertThat(answer.body().split("\"field\"", -1)).hasSize(fields.split(", ").length + 1);
  }

  @ParameterizedTest
  @CsvSource({"/api/nodes/genre:nothing", "/api/nodes/nothing", "/api/nodes/genre:%3Cb%3E"})
  void aNodeThatIsNotThereIsNotFound(String path) {
    assertThat(get(path).status()).isEqualTo(404);
    assertThat(get(path).header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void whatIsFoundGoesWithItsPlace() {
    Browser.Answer answer = get("/api/search?q=brtpop&limit=1");

    assertThat(ids(answer)).containsExactly("genre:britpop");
    assertThat(answer.body()).containsPattern("\"x\":-?\\d+,\"y\":-?\\d+,\"score\":0\\.");
    assertThat(get("/api/search?q=" + "a".repeat(101)).status()).isEqualTo(400);
    assertThat(get("/api/search?q=%F0%9F%A4%98").body()).isEqualTo("{\"results\":[]}");
  }

  @Test
  void suggestionsGoWithTheirReasons() {
    assertThat(ids(get("/api/similar?node=band:pulp&limit=3")))
        .hasSize(3)
        .allMatch(id -> id.startsWith("band:"))
        .doesNotContain("band:pulp");
    assertThat(get("/api/similar?node=band:pulp").body()).contains("both are Britpop");
    assertThat(ids(get("/api/similar?node=genre:britpop")))
        .isNotEmpty()
        .allMatch(id -> id.startsWith("genre:"));
  }

  private Browser.Answer get(String path) {
    return app.browser().get(path);
  }

  private static List<String> ids(Browser.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return ID.matcher(answer.body().replaceAll("\"edges\":.*", ""))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
