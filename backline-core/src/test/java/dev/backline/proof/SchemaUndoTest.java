package dev.backline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaUndoTest {

  @ParameterizedTest(name = "old release {0}, way down {1}, served {2}: {3}")
  @CsvSource({
    "PASSED,   PASSED,   false, GO_DOWN",
    "PASSED,   PASSED,   true,  STAY",
    "PASSED,   FAILED,   false, STAY",
    "PASSED,   FAILED,   true,  STAY",
    "PASSED,   NOT_DONE, true,  STAY",
    "FAILED,   PASSED,   false, GO_DOWN",
    "FAILED,   PASSED,   true,  GO_DOWN",
    "FAILED,   FAILED,   true,  GO_DOWN",
    "NOT_DONE, PASSED,   true,  GO_DOWN",
    "NOT_DONE, NOT_DONE, false, GO_DOWN",
  })
  void followsTheRollbackPlan(Outcome old, Outcome down, boolean served, SchemaUndo expected) {
    Proof proof = Proofs.with(1, Map.of(PartName.OLD_RELEASE, old, PartName.MIGRATE_DOWN, down));

    assertThat(SchemaUndo.of(Optional.of(proof.plan()), served)).isEqualTo(expected);
  }

  @Test
  void takesBackWhatWasNeverRehearsed() {
    assertThat(SchemaUndo.of(Optional.empty(), true)).isEqualTo(SchemaUndo.GO_DOWN);
  }
}
