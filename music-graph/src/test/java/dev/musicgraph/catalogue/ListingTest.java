package dev.musicgraph.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class ListingTest {
  private static final List<Integer> NUMBERS = IntStream.rangeClosed(1, 120).boxed().toList();
  private static final Map<String, Comparator<Integer>> COLUMNS =
      Map.of("digit", Comparator.comparing(number -> number % 10));

  @Test
  void isCutIntoPagesOfFifty() {
    Listing<Integer> last = listing("page", "3");

    assertThat(last.rows()).hasSize(20).startsWith(101).endsWith(120);
    assertThat(last.pages()).isEqualTo(3);
    assertThat(last.first()).isEqualTo(101);
    assertThat(last.last()).isEqualTo(120);
  }

  @Test
  void keepsTheOrderOfNamesWithinAColumn() {
    assertThat(listing("sort", "digit").rows()).startsWith(10, 20, 30).endsWith(113, 4, 14);
    assertThat(listing("sort", "digit", "order", "down").rows()).startsWith(119, 109, 99);
  }

  @ParameterizedTest
  @CsvSource({
    "page,0",
    "page,-1",
    "page,x",
    "page,99999999999999999999",
    "sort,nothing",
    "sort,'; drop table'",
    "order,sideways",
    "unknown,thing"
  })
  void isShownWhateverIsAskedFor(String parameter, String value) {
    assertThat(listing(parameter, value).rows()).hasSize(50).startsWith(1);
  }

  @Test
  void showsTheLastPageWhenThereAreFewer() {
    assertThat(listing("page", "7").query().page()).isEqualTo(3);
    assertThat(Listing.of(query("page", "7"), List.<Integer>of(), COLUMNS).pages()).isEqualTo(1);
  }

  @Test
  void keepsWhatIsLookedForInTheAddressesOfOtherPages() {
    ListQuery query = query("q", "R&B = {x} ö", "type", "leaf", "sort", "id", "order", "down");

    assertThat(query.atPage(2))
        .isEqualTo("/list?q=R%26B+%3D+%7Bx%7D+%C3%B6&type=leaf&sort=id&order=down&page=2");
    assertThat(query.sortedBy("name")).isEqualTo("/list?q=R%26B+%3D+%7Bx%7D+%C3%B6&type=leaf");
    assertThat(query().sortedBy("name")).isEqualTo("/list?order=down");
    assertThat(query("order", "down").sortedBy("name")).isEqualTo("/list");
  }

  @Test
  void findsNamesWithoutTheirMarks() {
    assertThat(query("q", " MOTOR ").finds("Motörhead", "x")).isTrue();
    assertThat(query("q", "motör").finds("Motorhead", "x")).isTrue();
    assertThat(query("q", "%").finds("Motörhead", "x")).isFalse();
  }

  private static Listing<Integer> listing(String... parameters) {
    return Listing.of(query(parameters), NUMBERS, COLUMNS);
  }

  private static ListQuery query(String... parameters) {
    MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      sent.add(parameters[i], parameters[i + 1]);
    }
    return ListQuery.of("/list", "type", new Fields(sent));
  }
}
