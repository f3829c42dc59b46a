package dev.musicgraph.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Program;
import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program with a token does. */
class ApiWritingTest {
  private static final String NAME = "<b>Zouk \\uD83D\\uDC51</b> & \\\"más\\\"";

  private final TestApp app = TestApp.shared();
  private final Program ada = app.program();

  @AfterEach
  void takeAway() {
    ada.delete("/api/bands/api-band", "If-Match", "*");
    ada.delete("/api/genres/api-genre", "If-Match", "*");
  }

  @Test
  void aGenreIsAddedChangedAndDeleted() {
    Program.Answer added =
        ada.post(
            "/api/genres",
            """
            {"id": "api-genre", "name": "%s", "type": "leaf", "primaryParent": "folk",
             "parents": ["folk", "blues"],
             "relations": [{"genre": "ska", "kind": "fusion"}, {"genre": "dub", "kind": "influence"},
               {"genre": "dub", "kind": "fusion"}]}
            """
                .formatted(NAME));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    assertThat(added.header("Location")).isEqualTo("/api/genres/api-genre");
    assertThat(added.header("Cache-Control")).contains("no-store");
    Program.Answer read = ada.get("/api/genres/api-genre");
    assertThat(read.body())
        .isEqualTo(added.body())
        .isEqualTo(
            "{\"id\":\"api-genre\",\"name\":\"<b>Zouk 👑</b> & \\\"más\\\"\",\"type\":\"leaf\","
                + "\"primaryParent\":\"folk\",\"parents\":[\"blues\",\"folk\"],"
                + "\"relations\":[{\"genre\":\"dub\",\"kind\":\"fusion\"},"
                + "{\"genre\":\"dub\",\"kind\":\"influence\"},{\"genre\":\"ska\",\"kind\":\"fusion\"}]}");
    assertThat(read.header("ETag")).isEqualTo(added.header("ETag"));

    Program.Answer changed =
        ada.put(
            "/api/genres/api-genre",
            "{\"name\": \"Zouk\", \"type\": \"root\", \"primaryParent\": null}",
            "If-Match",
            read.header("ETag"));
    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(read.header("ETag"));
    assertThat(changed.json().get("parents").isEmpty()).isTrue();
    assertThat(changed.json().get("relations").isEmpty()).isTrue();

    Program.Answer deleted =
        ada.delete("/api/genres/api-genre", "If-Match", changed.header("ETag"));
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(ada.get("/api/genres/api-genre").status()).isEqualTo(404);
  }

  @Test
  void aBandIsAddedChangedAndDeleted() {
    Program.Answer added = addBand();
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    assertThat(added.header("Location")).isEqualTo("/api/bands/api-band");

    Program.Answer changed =
        ada.put(
            "/api/bands/api-band",
            "{\"id\":\"api-band\",\"name\":\"B\",\"primaryGenre\":\"ska\",\"genres\":[\"ska\",\"dub\"]}",
            "If-Match",
            added.header("ETag"));
    assertThat(changed.body())
        .isEqualTo(
            "{\"id\":\"api-band\",\"name\":\"B\",\"primaryGenre\":\"ska\",\"genres\":[\"dub\",\"ska\"]}");
    assertThat(ada.get("/api/bands/api-band").header("ETag")).isEqualTo(changed.header("ETag"));

    assertThat(ada.delete("/api/bands/api-band", "If-Match", changed.header("ETag")).status())
        .isEqualTo(204);
    assertThat(ada.get("/api/bands/api-band").status()).isEqualTo(404);
  }

  @Test
  void theRulesOfTheFormsHold() {
    Program.Answer answer =
        ada.post(
            "/api/genres",
            "{\"id\":\"Not A Slug\",\"name\":\"\",\"type\":\"tree\",\"primaryParent\":\"dub\","
                + "\"parents\":[\"ska\",\"nothing\"],"
                + "\"relations\":[{\"genre\":\"nothing\",\"kind\":\"influence\"}]}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(fields(answer))
        .containsExactlyInAnyOrder(
            "id", "name", "type", "parents", "parents", "primaryParent", "relations");
  }

  @Test
  void wrongTypesAndUnknownFieldsAreToldTogetherWithBrokenRules() {
    Program.Answer answer =
        ada.post(
            "/api/genres",
            "{\"id\":\"rock\",\"name\":5,\"type\":\"leaf\",\"parents\":[\"folk\",7],"
                + "\"relations\":[{\"genre\":\"ska\",\"kind\":\"love\",\"since\":1990},3],\"x\":1}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(fields(answer))
        .containsExactlyInAnyOrder(
            "id", "name", "parents", "relations", "relations[0].kind", "relations[0].since", "x");
    assertThat(answer.body()).contains("This id is taken: rock.", "This must be text.");
  }

  @Test
  void whatIsWrongOnlyAsJsonIsNotSavedEither() {
    Program.Answer answer =
        ada.post(
            "/api/bands",
            "{\"id\":\"api-band\",\"name\":\"B\",\"primaryGenre\":\"ska\",\"genres\":[\"ska\"],"
                + "\"formed\":1979}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(fields(answer)).containsExactly("formed");
    assertThat(ada.get("/api/bands/api-band").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"genres/alternative-rock", "bands/pulp"})
  void whoChangesSomethingMustSayWhatTheySaw(String path) {
    String current = ada.get("/api/" + path).header("ETag");

    for (String method : List.of("PUT", "DELETE")) {
      assertThat(send(method, path).status()).isEqualTo(428);
      assertThat(send(method, path, "If-Match", "\"0-000000000000\"").status()).isEqualTo(412);
      assertThat(send(method, path, "If-Match", "W/" + current).status()).isEqualTo(412);
      assertThat(send(method, path, "If-Match", "").status()).isEqualTo(428);
    }
    assertThat(ada.get("/api/" + path).header("ETag")).isEqualTo(current);
  }

  @Test
  void aChangeThatSomebodyElseWasQuickerWithIsRefused() {
    String seen = addBand().header("ETag");
    String change = "{\"name\":\"First\",\"primaryGenre\":\"ska\",\"genres\":[\"ska\"]}";
    assertThat(ada.put("/api/bands/api-band", change, "If-Match", seen).status()).isEqualTo(200);

    Program.Answer late =
        ada.put("/api/bands/api-band", change.replace("First", "Second"), "If-Match", seen);

    assertThat(late.status()).isEqualTo(412);
    assertThat(late.json().get("detail").asString()).contains("changed since you saw it");
    assertThat(ada.get("/api/bands/api-band").body()).contains("First");
    assertThat(ada.delete("/api/bands/api-band", "If-Match", seen).status()).isEqualTo(412);
  }

  @Test
  void ofManyChangesAtOnceExactlyOneIsMade() throws Exception {
    String seen = addBand().header("ETag");
    List<Callable<Integer>> changes =
        IntStream.range(0, 8)
            .<Callable<Integer>>mapToObj(i ->
                () ->
                    ada.put(
                            "/api/bands/api-band",
                            "{\"name\":\""
                                + i
                                + "\",\"primaryGenre\":\"ska\",\"genres\":[\"ska\"]}",
                            "If-Match",
                            seen)
                        .status())
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> each : threads.invokeAll(changes)) {
        statuses.add(each.get());
      }
      assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    }
  }

  /** A relation goes with the genre at its other end, without a change of this genre's version. */
  @Test
  void aTagAlsoTellsThatARelationIsGone() {
    addGenre();
    TestDatabases.execute(
        app.databaseUrl(), "insert into genre_relation values ('ska', 'api-genre', 'influence')");
    String seen = ada.get("/api/genres/ska").header("ETag");
    assertThat(ada.delete("/api/genres/api-genre", "If-Match", "*").status()).isEqualTo(204);

    assertThat(ada.get("/api/genres/ska", "If-None-Match", seen).status()).isEqualTo(200);
  }

  @Test
  void aGenreThatOthersNeedIsNotDeletedAndSaysWhichTheyAre() {
    Program.Answer answer = ada.delete("/api/genres/shoegaze", "If-Match", "*");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("Bands need it: ", "Slowdive");
    assertThat(ada.delete("/api/genres/rock", "If-Match", "*").body()).contains("Sub-genres need");
  }

  @Test
  void anIdCanNotBeChanged() {
    addBand();

    Program.Answer answer =
        ada.put(
            "/api/bands/api-band",
            "{\"id\":\"other\",\"name\":\"B\",\"primaryGenre\":\"ska\",\"genres\":[\"ska\"]}",
            "If-Match",
            "*");

    assertThat(fields(answer)).containsExactly("id");
  }

  @Test
  void aCycleIsRefused() {
    Program.Answer answer =
        ada.put(
            "/api/genres/rock",
            "{\"name\":\"Rock\",\"type\":\"intermediate\",\"parents\":[\"metal\"]}",
            "If-Match",
            "*");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("cycle");
  }

  private Program.Answer send(String method, String path, String... headers) {
    String json = "{\"name\":\"x\",\"type\":\"leaf\",\"primaryGenre\":\"ska\"}";
    return ada.send(method, "/api/" + path, HttpRequest.BodyPublishers.ofString(json), headers);
  }

  private Program.Answer addBand() {
    return ada.post(
        "/api/bands",
        "{\"id\":\"api-band\",\"name\":\"A\",\"primaryGenre\":\"dub\",\"genres\":[\"dub\"]}");
  }

  private void addGenre() {
    ada.post("/api/genres", "{\"id\":\"api-genre\",\"name\":\"A\",\"type\":\"leaf\"}");
  }

  private static List<String> fields(Program.Answer answer) {
    return answer.json().get("problems").valueStream().map(p -> p.get("field").asString()).toList();
  }
}
