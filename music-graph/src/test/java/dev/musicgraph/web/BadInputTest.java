package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.Browser.Answer;
import dev.musicgraph.testing.TestApp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a problem at its field, and never that something broke. */
@Tag("slow")
class BadInputTest {
  private static final Map<String, String> GENRE =
      Map.of("id", "bad-input", "name", "Bad input", "type", "leaf", "parents", "folk");
  private static final Map<String, String> BAND =
      Map.of("id", "bad-input", "name", "Bad", "primaryGenre", "ska", "genres", "ska");

  private final Browser ada = TestApp.shared().browserOf("ada");
  private final String token = ada.get("/").html().select("header input[name=_csrf]").val();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id | ''",
        "id | Not A Slug",
        "id | rock",
        "id | NUL",
        "name | ''",
        "name | LONG",
        "name | NUL",
        "type | ''",
        "type | branch",
        "type | root",
        "parents | nothing",
        "parents | bad-input",
        "parents | ska",
        "parents | NUL",
        "primaryParent | rock",
        "fusions | nothing",
        "fusions | bad-input",
        "influences | <script>",
      })
  void aGenreIsRefusedAtTheFieldThatIsWrong(String field, String value) {
    refused("/admin/genres/new", GENRE, field, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id | ''",
        "id | pulp",
        "id | NUL",
        "name | ''",
        "name | NUL",
        "genres | ''",
        "genres | rock",
        "genres | nothing",
        "primaryGenre | ''",
        "primaryGenre | dub",
      })
  void aBandIsRefusedAtTheFieldThatIsWrong(String field, String value) {
    refused("/admin/bands/new", BAND, field, value);
  }

  @Test
  void aNameOfAHundredCharactersOfFourBytesIsKept() {
    String name = "🎸".repeat(100);

    assertThat(
            ada.submit(
                    "/admin/bands/new",
                    "id",
                    "guitars",
                    "name",
                    "  " + name + "\u00A0",
                    "primaryGenre",
                    "ska",
                    "genres",
                    "ska")
                .status())
        .isEqualTo(302);

    assertThat(ada.get("/admin/bands/guitars/edit").html().select("#name").val()).isEqualTo(name);
    ada.submit("/admin/bands/guitars/delete");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?q=%00",
        "?q=%25",
        "?q=%27%22%3Cscript%3E",
        "?page=0",
        "?page=99999999999999",
        "?page=7",
        "?sort=%00",
        "?type=%00&genre=%00",
        "?q=a&q=b",
      })
  void listsAreShownWhateverIsAskedFor(String query) {
    assertThat(ada.get("/admin/genres" + query).status()).isEqualTo(200);
    assertThat(ada.get("/admin/bands" + query).status()).isEqualTo(200);
  }

  @Test
  void moreThanAnybodyCanTypeIsRefusedWithoutHarm() {
    Answer answer = ada.submit("/admin/bands/new", "name", "x".repeat(300_000));

    assertThat(answer.status()).isBetween(400, 499);
  }

  private void refused(String page, Map<String, String> good, String field, String value) {
    Map<String, String> fields = new LinkedHashMap<>(good);
    fields.put("_csrf", token);
    fields.put(field, value.replace("LONG", "x".repeat(101)).replace("NUL", "a\u0000b"));
    String[] sent =
        fields.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray(String[]::new);

    Answer answer = ada.post(page, sent);

    String about = value.equals("root") ? "type" : field;
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select("[role=alert] li"))
        .extracting(item -> item.attr("data-field"))
        .contains(about);
    assertThat(answer.html().select("#" + about).attr("aria-describedby"))
        .contains(about + "-problem");
    assertThat(answer.html().select("#" + about + "-problem").text()).isNotBlank();
  }
}
