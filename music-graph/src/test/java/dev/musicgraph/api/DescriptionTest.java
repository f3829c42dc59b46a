package dev.musicgraph.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.Description;
import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.Program;
import dev.musicgraph.testing.TestApp;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code openapi.json} says what the app does; {@link Program} holds each answer against it. */
@OnlyLooks
class DescriptionTest {
  private final TestApp app = TestApp.shared();
  private final Program anybody = new Program(app.address());

  @Test
  void describesEachAddressThatIsMappedAndNoOther() {
    Set<String> mapped = new TreeSet<>();
    for (RequestMappingInfo route :
        app.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet()) {
      for (String path : route.getPatternValues()) {
        if (path.startsWith("/api/")) {
          assertThat(route.getMethodsCondition().getMethods()).as(path).isNotEmpty();
          route.getMethodsCondition().getMethods().forEach(each -> mapped.add(each + " " + path));
        }
      }
    }

    assertThat(Description.operations())
        .as("openapi.json must describe what is mapped below /api/")
        .isEqualTo(mapped);
  }

  /** Each {@link Program.Answer} is checked when it comes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/graph",
        "/api/nodes/genre:ska",
        "/api/nodes/band:pulp",
        "/api/nodes/nothing",
        "/api/search?q=skaa",
        "/api/search",
        "/api/ego?node=genre:ska&depth=2",
        "/api/ego?node=genre:nothing",
        "/api/path?from=band:pulp&to=genre:ska",
        "/api/path",
        "/api/viewport?minX=-100&minY=-100&maxX=100&maxY=100&limit=5",
        "/api/viewport?minX=x",
        "/api/similar?node=genre:ska",
        "/api/similar?node=band:pulp",
        "/api/similar?limit=0",
        "/api/version",
        "/api/openapi.json",
      })
  void isKeptToByWhatOthersAnswer(String path) {
    assertThat(anybody.get(path).status()).isIn(200, 400, 404);
  }

  @Test
  void wouldNoticeAnAnswerThatIsNotAsDescribed() {
    JsonNode genre = Description.document().at("/components/schemas/Genre");
    String right =
        "{\"id\":\"ska\",\"name\":\"Ska\",\"type\":\"leaf\",\"primaryParent\":null,\"parents\":[],"
            + "\"relations\":[{\"genre\":\"dub\",\"kind\":\"fusion\"}]}";

    assertThat(problems(genre, right)).isEmpty();
    assertThat(problems(genre, right.replace("leaf", "tree"))).isNotEmpty();
    assertThat(problems(genre, right.replace("fusion", "love"))).isNotEmpty();
    assertThat(problems(genre, right.replace("\"name\"", "\"nam\""))).isNotEmpty();
  }

  @Test
  void eachReferenceLeadsSomewhere() {
    JsonNode document = Description.document();
    for (JsonNode reference : document.findValues("$ref")) {
      assertThat(document.at(reference.asString().substring(1)).isMissingNode())
          .as(reference.asString())
          .isFalse();
    }
  }

  @Test
  void isFetchedAgainOnlyWhenItChanged() {
    String tag = anybody.get("/api/openapi.json").header("ETag");

    assertThat(anybody.get("/api/openapi.json", "If-None-Match", tag).status()).isEqualTo(304);
  }

  @Test
  void isThereForPeopleWithoutForeignScripts() {
    Browser.Answer page = app.browser().get("/api");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    for (String operation : Description.operations()) {
      assertThat(page.html().select("h3 code").eachText()).contains(operation);
    }
    assertThat(page.html().select("a[href^=#]"))
        .isNotEmpty()
        .allSatisfy(link ->
            assertThat(page.html().getElementById(link.attr("href").substring(1))).isNotNull());
    assertThat(page.html().select("[style], script:not([src]), style")).isEmpty();
    assertThat(page.html().select("script[src], link[href]"))
        .allSatisfy(each -> assertThat(each.attr("src") + each.attr("href")).startsWith("/"));
  }

  private static String problems(JsonNode schema, String json) {
    return Description.problems(schema, new JsonMapper().readTree(json));
  }
}
