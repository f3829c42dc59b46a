package dev.backline.database.lint;

import static dev.backline.database.lint.LintRule.INDEX_NOT_CONCURRENT;
import static dev.backline.database.lint.Migration.BAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.database.catalogue.TableName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaiversTest {

  private static final String BAD = "CREATE INDEX i ON band (id)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- backline:allow index-not-concurrent we are closed then\n" + BAD,
        BAD + " -- backline:allow index-not-concurrent we are closed then",
        BAD + "; -- backline:allow index-not-concurrent we are closed then",
        "/* backline:allow index-not-concurrent\n we are closed then */" + BAD
      })
  void aCommentAllowsWhatIsFoundInItsStatement(String sql) {
    LintReport report = new Migration().run(sql).report();

    assertThat(report.passed()).isTrue();
    assertThat(report.findings())
        .singleElement()
        .extracting(Finding::waived)
        .isEqualTo(Optional.of("we are closed then"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- backline:allow table-rewritten another rule\n" + BAD,
        "SELECT 1; -- backline:allow index-not-concurrent another statement\n" + BAD,
        "SELECT '-- backline:allow index-not-concurrent no comment'; " + BAD
      })
  void aCommentAllowsNothingElse(String sql) {
    assertThat(new Migration().run(sql).report().passed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- backline:allow index-not-concurrent\n" + BAD,
        "-- backline:allow\n" + BAD,
        "-- backline:allow index_not_concurrent for a reason\n" + BAD
      })
  void aCommentWithoutRuleOrReasonIsRefused(String sql) {
    Migration migration = new Migration().run(sql);

    assertThat(migration.rules()).containsExactly("index-not-concurrent", "waiver-refused");
    assertThat(migration.report().passed()).isFalse();
  }

  @Test
  void theConfigurationAllowsARuleOrARuleOnATable() {
    assertThat(allowed(Optional.empty())).contains("no users at night");
    assertThat(allowed(Optional.of(BAND))).contains("no users at night");
    assertThat(allowed(Optional.of(TableName.ofPublic("album")))).isEmpty();
  }

  @Test
  void aWaiverHasAReason() {
    assertThatThrownBy(() -> new Waiver(INDEX_NOT_CONCURRENT, Optional.empty(), " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without a reason");
  }

  private static Optional<String> allowed(Optional<TableName> table) {
    Waiver waiver = new Waiver(INDEX_NOT_CONCURRENT, table, "no users at night");
    return new Migration().waived(waiver).run(BAD).findings().getFirst().waived();
  }
}
