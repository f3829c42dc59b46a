package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.Browser.Answer;
import dev.musicgraph.testing.TestApp;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two administrators who have the same form open. */
@Tag("slow")
class ConcurrentEditTest {
  private static final String EDIT = "/admin/bands/toots/edit";
  private static final String DELETE = "/admin/bands/toots/delete";

  private final Browser ada = TestApp.shared().browserOf("ada");

  @BeforeEach
  void addABand() {
    assertThat(ada.submit("/admin/bands/new", band("Toots")).status()).isEqualTo(302);
  }

  @AfterEach
  void deleteIt() {
    if (ada.get(EDIT).status() == 200) {
      ada.submit(DELETE);
    }
  }

  @Test
  void theSecondIsToldKeepsTheirInputAndMaySaveKnowingly() {
    Answer first = ada.get(EDIT);
    Answer second = ada.get(EDIT);
    save(first, "Toots & the Maytals");

    Answer refused = save(second, "The Maytals");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.html().select("[role=alert]").text())
        .contains("Somebody changed this band meanwhile");
    assertThat(refused.html().select(".differences tbody tr"))
        .extracting(row -> row.text())
        .containsExactly("Name Toots & the Maytals The Maytals");
    assertThat(refused.html().select("#name").val()).isEqualTo("The Maytals");
    assertThat(storedName()).isEqualTo("Toots & the Maytals");
    assertThat(save(refused, "The Maytals").status()).isEqualTo(302);
    assertThat(storedName()).isEqualTo("The Maytals");
  }

  @Test
  void aThirdChangeInBetweenIsToldAgain() {
    Answer mine = ada.get(EDIT);
    save(ada.get(EDIT), "Second");
    Answer refused = save(mine, "Mine");
    save(ada.get(EDIT), "Third");

    assertThat(save(refused, "Mine").status()).isEqualTo(409);
    assertThat(storedName()).isEqualTo("Third");
  }

  @Test
  void whatIsWrongIsToldAsWell() {
    Answer mine = ada.get(EDIT);
    save(ada.get(EDIT), "Second");

    Answer refused = save(mine, "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.html().select("[role=alert] li")).hasSize(1);
  }

  @Test
  void aFormThatIsSentTwiceIsSavedOnce() {
    Answer form = ada.get(EDIT);

    assertThat(save(form, "Toots 2").status()).isEqualTo(302);
    assertThat(save(form, "Toots 2").status()).isEqualTo(302);
    assertThat(version()).isEqualTo("1");
  }

  @Test
  void aFormThatDoesNotSayWhatItSawChangesNothing() {
    String token = ada.get(EDIT).html().select("main input[name=_csrf]").val();
    for (String version : new String[] {"", "x", "-1", "99999999999"}) {
      String[] fields = band("Blind", "_csrf", token, "version", version);

      assertThat(ada.post(EDIT, fields).status()).as(version).isEqualTo(409);
    }
    assertThat(storedName()).isEqualTo("Toots");
  }

  @Test
  void whoEditsWhatWasDeletedKeepsTheirInputAndMayAddItAnew() {
    Answer form = ada.get(EDIT);
    ada.submit(DELETE);

    Answer refused = save(form, "Toots again");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.html().select("[role=alert]").text())
        .contains("Somebody deleted this band meanwhile");
    assertThat(refused.html().select("#id").val()).isEqualTo("toots");
    String action = refused.html().select("main form").attr("action");
    assertThat(ada.post(action, Browser.withHidden(refused, band("Toots again"))).status())
        .isEqualTo(302);
    assertThat(storedName()).isEqualTo("Toots again");
  }

  @Test
  void whatWasChangedIsNotDeletedUnseen() {
    Answer asked = ada.get(DELETE);
    save(ada.get(EDIT), "Toots & the Maytals");

    Answer refused = ada.post(DELETE, Browser.withHidden(asked));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.html().select("[role=alert]").text())
        .contains("Somebody changed this band meanwhile");
    assertThat(refused.html().select("dl").text()).contains("Name Toots & the Maytals");
    assertThat(storedName()).isEqualTo("Toots & the Maytals");
    assertThat(ada.post(DELETE, Browser.withHidden(refused)).status()).isEqualTo(302);
    assertThat(ada.get(EDIT).status()).isEqualTo(404);
  }

  @Test
  void genresAreGuardedInTheSameWay() {
    String edit = "/admin/genres/rocksteady-x/edit";
    ada.submit("/admin/genres/new", "id", "rocksteady-x", "name", "Rocksteady", "type", "leaf");
    Answer first = ada.get(edit);
    Answer second = ada.get(edit);
    Answer toDelete = ada.get("/admin/genres/rocksteady-x/delete");
    String[] mine = {
      "id", "rocksteady-x", "name", "Rocksteady", "type", "leaf", "influences", "ska"
    };
    ada.post(edit, Browser.withHidden(first, "id", "rocksteady-x", "name", "R.", "type", "root"));

    Answer refused = ada.post(edit, Browser.withHidden(second, mine));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.html().select(".differences tbody tr"))
        .extracting(row -> row.text())
        .containsExactly("Name R. Rocksteady", "Type root leaf", "Influenced by none Ska");
    assertThat(refused.html().select("input[name=influences][checked]").val()).isEqualTo("ska");
    assertThat(ada.post("/admin/genres/rocksteady-x/delete", Browser.withHidden(toDelete)).status())
        .isEqualTo(409);
    assertThat(ada.post(edit, Browser.withHidden(refused, mine)).status()).isEqualTo(302);
    assertThat(ada.submit("/admin/genres/rocksteady-x/delete").status()).isEqualTo(302);
  }

  private Answer save(Answer form, String name) {
    return ada.post(EDIT, Browser.withHidden(form, band(name)));
  }

  private String storedName() {
    return ada.get(EDIT).html().select("#name").val();
  }

  private String version() {
    return ada.get(EDIT).html().select("input[name=version]").val();
  }

  private static String[] band(String name, String... more) {
    String[] fields = {"id", "toots", "name", name, "primaryGenre", "ska", "genres", "ska"};
    return Stream.of(fields, more).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
