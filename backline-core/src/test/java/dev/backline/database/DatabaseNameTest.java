package dev.backline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatabaseNameTest {

  private static final Instant TIME = Instant.parse("2026-11-23T15:30:00Z");

  @Test
  void isReadableForOrdinaryNames() {
    assertThat(of("music-graph", "prod")).hasToString("music_graph_prod");
  }

  @Test
  void neverStartsAsPostgresOwnRolesDo() {
    assertThat(of("pg", "dev")).hasToString("app_pg_dev");
  }

  @Test
  void differsForPairsThatReadTheSame() {
    assertThat(of("music", "graph-prod")).isNotEqualTo(of("music-graph", "prod"));
  }

  @Test
  void fitsAndDiffersWhateverTheNames() {
    Random random = new Random(20261123);
    Set<String> pairs = new HashSet<>();
    Set<DatabaseName> names = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      String app = name(random);
      String environment = name(random);
      if (pairs.add(app + " " + environment)) {
        DatabaseName name = of(app, environment);
        assertThat(names.add(name)).as(app + " " + environment).isTrue();
        assertThat(bytes(name)).isLessThanOrEqualTo(63);
        assertThat(bytes(name.before(TIME))).isLessThanOrEqualTo(63);
      }
    }
  }

  @Test
  void keepsItsTimeWhenKept() {
    assertThat(new DatabaseName("shop_prod").before(TIME))
        .hasToString("shop_prod_before_20261123T153000Z");
  }

  @Test
  void isQuotedWhateverItHolds() {
    assertThat(new DatabaseName("a\"b; DROP").quoted()).isEqualTo("\"a\"\"b; DROP\"");
  }

  @Test
  void isRefusedWhenPostgresWouldCutIt() {
    assertThatThrownBy(() -> new DatabaseName("ü".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static DatabaseName of(String app, String environment) {
    return DatabaseName.of(new AppName(app), new EnvironmentName(environment));
  }

  private static int bytes(DatabaseName name) {
    return name.value().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder("a");
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      name.append("ab-".charAt(random.nextInt(3)));
    }
    return name.toString();
  }
}
