package dev.musicgraph.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Program;
import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is sent: a problem document that says what is wrong, never a failure of the server. */
class ApiBadInputTest {
  private static final List<String> TARGETS = List.of("POST /api/genres", "PUT /api/bands/pulp");

  private static String before;

  private final Program ada = TestApp.shared().program();

  /** By what is wrong with it; {@code %s} stands for a field of the record. */
  private static final Map<String, String> NO_JSON = new LinkedHashMap<>();

  static {
    NO_JSON.put("empty", "");
    NO_JSON.put("blank", "  \n");
    NO_JSON.put("text", "hello");
    NO_JSON.put("html", "<html><body>{}</body></html>");
    NO_JSON.put("cut short", "{\"name\": \"x");
    NO_JSON.put("two objects", "{}{}");
    NO_JSON.put("a comment", "{} // no");
    NO_JSON.put("NUL", "{\u0000}");
    NO_JSON.put("a raw line break", "{\"name\": \"a\nb\"}");
    NO_JSON.put("a list", "[]");
    NO_JSON.put("null", "null");
    NO_JSON.put("a number", "1e999999");
    NO_JSON.put("a key twice", "{\"name\": \"a\", \"name\": \"b\"}");
    NO_JSON.put("deep lists", "[".repeat(30_000));
    NO_JSON.put("deep objects", "{\"parents\":".repeat(5_000));
    NO_JSON.put("deep and whole", "{\"a\":" + "[".repeat(400) + "]".repeat(400) + "}");
    NO_JSON.put("a huge number", "{\"name\": " + "9".repeat(60_000) + "}");
    NO_JSON.put("a long key", "{\"" + "k".repeat(60_000) + "\": 1}");
    NO_JSON.put("a wrong escape", "{\"name\": \"\\x\"}");
  }

  private static final Map<String, String> WRONG_NAMES = new LinkedHashMap<>();

  static {
    WRONG_NAMES.put("missing", "");
    WRONG_NAMES.put("null", "\"name\": null");
    WRONG_NAMES.put("empty", "\"name\": \"\"");
    WRONG_NAMES.put("blank", "\"name\": \" \\u200b\"");
    WRONG_NAMES.put("too long", "\"name\": \"" + "x".repeat(101) + "\"");
    WRONG_NAMES.put("too long in 4 bytes each", "\"name\": \"" + "👑".repeat(101) + "\"");
    WRONG_NAMES.put("a number", "\"name\": 5");
    WRONG_NAMES.put("a list", "\"name\": [\"x\"]");
    WRONG_NAMES.put("an object", "\"name\": {\"x\": 1}");
    WRONG_NAMES.put("true", "\"name\": true");
    WRONG_NAMES.put("NUL", "\"name\": \"a\\u0000b\"");
    WRONG_NAMES.put("a control character", "\"name\": \"a\\u0007b\"");
    WRONG_NAMES.put("half a character", "\"name\": \"a\\ud83d\"");
    WRONG_NAMES.put("the other half", "\"name\": \"\\udc51\"");
    WRONG_NAMES.put("huge", "\"name\": 1e400");
  }

  private static final Map<String, String> WRONG_REFERENCES = new LinkedHashMap<>();

  static {
    WRONG_REFERENCES.put("unknown", "[\"nothing\"]");
    WRONG_REFERENCES.put("no id", "[\"Not A Slug <script>\"]");
    WRONG_REFERENCES.put("half a character", "[\"\\ud83d\"]");
    WRONG_REFERENCES.put("NUL", "[\"\\u0000\"]");
    WRONG_REFERENCES.put("text", "\"ska\"");
    WRONG_REFERENCES.put("numbers", "[1, 2]");
    WRONG_REFERENCES.put("lists", "[[\"ska\"]]");
    WRONG_REFERENCES.put("objects", "[{\"id\": \"ska\"}]");
    WRONG_REFERENCES.put("null in a list", "[null, \"nothing\"]");
    WRONG_REFERENCES.put("very many", "[\"" + "x\", \"y".repeat(6_000) + "\"]");
  }

  @BeforeAll
  static void remember() {
    before = content();
  }

  @AfterAll
  static void nothingWasSaved() {
    assertThat(content()).isEqualTo(before);
  }

  private static String content() {
    return JdbcClient.create(TestDatabases.source(TestApp.shared().databaseUrl()))
        .sql(
            "select (select string_agg(g::text, '|' order by id) from genre g)"
                + " || (select string_agg(b::text, '|' order by id) from band b)")
        .query(String.class)
        .single();
  }

  static Stream<String[]> noJson() {
    return targets(NO_JSON);
  }

  static Stream<String[]> wrongNames() {
    return targets(WRONG_NAMES);
  }

  static Stream<String[]> wrongReferences() {
    return targets(WRONG_REFERENCES);
  }

  private static Stream<String[]> targets(Map<String, String> inputs) {
    return TARGETS.stream()
        .flatMap(target -> inputs.keySet().stream().map(what -> new String[] {target, what}));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("noJson")
  void whatIsNoJsonObject(String target, String what) {
    Program.Answer answer = send(target, NO_JSON.get(what));

    assertIsProblem(answer, 400);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrongNames")
  void wrongNames(String target, String what) {
    String name = WRONG_NAMES.get(what);
    String rest = "\"type\":\"leaf\",\"parents\":[],\"id\":\"x-y\"";
    if (target.contains("bands")) {
      rest = "\"primaryGenre\":\"ska\",\"genres\":[\"ska\"],\"id\":\"x-y\"";
    }

    Program.Answer answer = send(target, "{" + name + (name.isEmpty() ? "" : ",") + rest + "}");

    assertIsProblem(answer, 422);
    assertThat(answer.json().get("problems"))
        .extracting(problem -> problem.get("field").asString())
        .contains("name");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrongReferences")
  void wrongReferences(String target, String what) {
    String list = WRONG_REFERENCES.get(what);
    boolean band = target.contains("bands");

    Program.Answer answer =
        send(
            target,
            band
                ? "{\"name\":\"x\",\"primaryGenre\":\"ska\",\"genres\":" + list + "}"
                : "{\"name\":\"x\",\"type\":\"leaf\",\"parents\":" + list + "}");

    assertIsProblem(answer, 422);
    assertThat(answer.json().get("problems"))
        .extracting(problem -> problem.get("field").asString())
        .contains(band ? "genres" : "parents");
    assertThat(answer.json().get("problems").size()).isLessThanOrEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "POST /api/genres",
    "PUT /api/genres/ska",
    "POST /api/bands",
    "PUT /api/bands/pulp",
  })
  void whatIsTooLargeOrOfAnotherKind(String target) {
    String large = "{\"name\":\"" + "x".repeat(JsonFields.LARGEST) + "\"}";
    assertIsProblem(send(target, large), 413);

    assertIsProblem(
        send(target, "name=x", "Content-Type", "application/x-www-form-urlencoded"), 415);
    assertIsProblem(send(target, "{}", "Content-Type", "text/plain"), 415);
    assertIsProblem(send(target, "{}", "Content-Type", "nonsense"), 415);
    assertIsProblem(send(target, "{}", "Content-Type", "application/json;charset=nonsense"), 415);
    String[] parts = target.split(" ");
    byte[] latin = "{\"name\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertIsProblem(
        ada.send(
            parts[0], parts[1], HttpRequest.BodyPublishers.ofByteArray(latin), "If-Match", "*"),
        400);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT /api/genres/nothing, 404",
    "DELETE /api/genres/nothing, 404",
    "PUT /api/bands/%F0%9F%91%91, 404",
    "DELETE /api/bands/Not%20A%20Slug, 404",
    "POST /api/genres/ska, 405",
    "DELETE /api/genres, 405",
    "PATCH /api/bands/pulp, 405",
  })
  void whatIsNotThere(String target, int status) {
    assertIsProblem(send(target, "{\"name\":\"x\"}"), status);
  }

  private Program.Answer send(String target, String body, String... headers) {
    String[] parts = target.split(" ");
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "If-Match";
    all[headers.length + 1] = "*";
    return ada.send(parts[0], parts[1], HttpRequest.BodyPublishers.ofString(body), all);
  }

  private static void assertIsProblem(Program.Answer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("detail").asString()).isNotEmpty();
    assertThat(answer.body()).doesNotContain("Exception", "jackson", "springframework", "ERROR:");
  }
}
