package dev.backline.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.catalogue.ContentDigest;
import dev.backline.database.catalogue.TableDigest;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LossWindowTest {

  private static final Instant TAKEN = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void nothingIsLostWhereEveryTableIsEqual() {
    LossWindow loss =
        between(Map.of("public.band", rows(3, "a")), Map.of("public.band", rows(3, "a")));

    assertThat(loss.tables()).isEmpty();
    assertThat(loss.lines())
        .containsExactly("the writes of the last 1 h 2 min: none, every table is as it was");
  }

  @Test
  void everyTableThatDiffersIsNamedWithItsRows() {
    LossWindow loss =
        between(
            Map.of(
                "public.band", rows(3, "a"),
                "public.genre", rows(5, "b"),
                "public.gone", rows(7, "c"),
                "public.same", rows(1, "s"),
                "public.shrunk", rows(9, "d")),
            Map.of(
                "public.band", rows(5, "x"),
                "public.genre", rows(5, "y"),
                "public.made", rows(2, "z"),
                "public.same", rows(1, "s"),
                "public.shrunk", rows(8, "w")));

    assertThat(loss.lines())
        .containsExactly(
            "the writes of the last 1 h 2 min:",
            "  public.band: 3 rows then, 5 now: at least 2 are lost",
            "  public.genre: 5 rows then, 5 now: rows were changed or replaced",
            "  public.gone: comes back, with 7 rows",
            "  public.made: the whole table, 2 rows",
            "  public.shrunk: 9 rows then, 8 now: at least 1 come back");
  }

  private static LossWindow between(Map<String, TableDigest> then, Map<String, TableDigest> now) {
    return LossWindow.between(content(then), TAKEN, content(now), TAKEN.plusSeconds(3_725));
  }

  private static ContentDigest content(Map<String, TableDigest> tables) {
    return new ContentDigest(new TreeMap<>(tables), new TreeMap<>());
  }

  private static TableDigest rows(long rows, String sum) {
    return new TableDigest(rows, sum);
  }
}
