package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.Browser.Answer;
import dev.musicgraph.testing.TestApp;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A name changes no page but for its text: the elements and attributes stay what they were. */
@Tag("slow")
class NamesAsTextTest {
  /** All begin alike, so that no attack changes an order. */
  private static final String START = "Attack: ";

  private static final List<String> ATTACKS =
      List.of(
          "<script>alert(1)</script><img src=x onerror='a()'><!--",
          "\"'` onmouseover=\"a()\" style='a' x=\"></td></select></title><svg onload=a()>",
          "{{7*7}}[[${7*7}]]__${7*7}__<%=1%>javascript:alert(1)&lt;i&gt;");
  private static final List<String> PAGES =
      List.of(
          "/admin/genres?q=attack",
          "/admin/genres/attack/edit",
          "/admin/genres/attack/delete",
          "/admin/genres/attack-child/edit",
          "/admin/bands?q=attack",
          "/admin/bands/new",
          "/admin/bands/attack/edit",
          "/admin/bands/attack/delete",
          "/?node=genre:attack");

  /** Of its own, so that no message of another test waits for its next page. */
  private final Browser ada = TestApp.shared().browser().loggedInAs("ada");

  @BeforeEach
  void addThem() {
    ada.submit("/admin/genres/new", genre("attack", START + "none", "root"));
    ada.submit("/admin/genres/new", genre("attack-child", START + "none", "leaf", "attack"));
    ada.submit("/admin/bands/new", band(START + "none"));
  }

  @AfterEach
  void deleteThem() {
    ada.submit("/admin/bands/attack/delete");
    ada.submit("/admin/genres/attack-child/delete");
    ada.submit("/admin/genres/attack/delete");
  }

  @Test
  void anAttackStaysTextOnEveryPage() {
    Map<String, String> harmless = shapes(START + "none");
    for (String attack : ATTACKS) {
      shapes(START + attack)
          .forEach((page, shape) ->
              assertThat(shape).as("%s with %s", page, attack).isEqualTo(harmless.get(page)));
    }
  }

  /** The shape of every page while the genres and the band have this name. */
  private Map<String, String> shapes(String name) {
    ada.submit("/admin/genres/attack/edit", genre("attack", name, "root"));
    ada.submit("/admin/genres/attack-child/edit", genre("attack-child", name, "leaf", "attack"));
    Answer form = ada.get("/admin/bands/attack/edit");
    ada.submit("/admin/bands/attack/edit", band("Another"));
    ada.submit("/admin/bands/attack/edit", band(name));
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("after saving", shape(ada.get("/admin/bands?q=attack"), name));
    shapes.put(
        "changed meanwhile",
        shape(
            ada.post("/admin/bands/attack/edit", Browser.withHidden(form, band(name + "!"))),
            name));
    shapes.put("refused", shape(ada.submit("/admin/bands/new", band(name)), name));
    for (String page : PAGES) {
      Answer answer = ada.get(page);
      assertThat(answer.status()).as(page).isEqualTo(200);
      shapes.put(page, shape(answer, page.startsWith("/?") ? "" : name));
    }
    return shapes;
  }

  private static String shape(Answer answer, String name) {
    Document page = answer.html();
    assertThat(page.select("script:not([src^=/]), style, [style]")).isEmpty();
    assertThat(page.text() + page.select("#name").val()).contains(name);
    StringBuilder shape = new StringBuilder();
    for (Element element : page.getAllElements()) {
      shape.append('<').append(element.tagName());
      for (Attribute attribute : element.attributes()) {
        shape.append(' ').append(attribute.getKey());
      }
      shape.append('>');
    }
    return shape.toString();
  }

  private static String[] genre(String id, String name, String type, String... parents) {
    return Stream.concat(
            Stream.of("id", id, "name", name, "type", type),
            Arrays.stream(parents).flatMap(parent -> Stream.of("parents", parent)))
        .toArray(String[]::new);
  }

  private static String[] band(String name) {
    return new String[] {
      "id", "attack", "name", name, "primaryGenre", "attack-child", "genres", "attack-child"
    };
  }
}
