package dev.backline.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationLimitsTest {

  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration ALTOGETHER = Duration.ofMinutes(20);

  @Test
  void aStatementMayTakeFiveTimesWhatTheSlowestTookOnTheCopyAndHalfAMinuteAtLeast() {
    List<String> sql = List.of("ALTER TABLE band ADD born int");

    assertThat(MigrationLimits.rehearsed(Duration.ofMillis(40), sql, ALTOGETHER))
        .isEqualTo(new MigrationLimits(SHORT, Duration.ofSeconds(30)));
    assertThat(MigrationLimits.rehearsed(Duration.ofSeconds(20), sql, ALTOGETHER))
        .isEqualTo(new MigrationLimits(SHORT, Duration.ofSeconds(100)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create unique index concurrently if not exists a on band (name)",
        "DROP INDEX CONCURRENTLY a",
        "REINDEX INDEX CONCURRENTLY a",
        "REINDEX (VERBOSE, CONCURRENTLY) TABLE band"
      })
  void whatWorksConcurrentlyMayWaitForOthersAndTakeLong(String sql) {
    List<String> withBooks =
        List.of(
            "select count(*) from databasechangelog",
            "UPDATE databasechangeloglock SET locked = true WHERE id = 1",
            "/* first */ " + sql,
            "alter table band validate constraint named",
            "INSERT INTO databasechangelog VALUES ('1')",
            "COMMIT");

    assertThat(MigrationLimits.rehearsed(Duration.ofSeconds(1), withBooks, ALTOGETHER))
        .isEqualTo(new MigrationLimits(ALTOGETHER, ALTOGETHER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE band ADD born int",
        "ALTER TABLE band SOMETHING unknown",
        "CREATE INDEX a ON band (name)",
        "DROP TABLE old",
        "LOCK TABLE band",
        "UPDATE band SET born = 1",
        "CREATE TRIGGER a BEFORE INSERT ON band EXECUTE FUNCTION b()",
        "DO $$ BEGIN ALTER TABLE band ADD born int; END $$"
      })
  void whoeverOthersWaitBehindWaitsShortlyWhateverElseIsDone(String sql) {
    List<String> both = List.of("CREATE INDEX CONCURRENTLY a ON band (id)", sql);

    assertThat(MigrationLimits.rehearsed(Duration.ZERO, both, ALTOGETHER))
        .isEqualTo(new MigrationLimits(SHORT, ALTOGETHER));
  }
}
