package dev.backline.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationStatusTest {

  private static final MigrationStatus STATUS =
      MigrationStatus.parse(List.of("applied 001", "applied 002", "applied 003", "pending 004"));

  @Test
  void tellsWhatWasAppliedSinceAnEarlierOne() {
    assertThat(STATUS.appliedAfter(id("001")))
        .extracting(MigrationId::value)
        .containsExactly("002", "003");
    assertThat(STATUS.appliedAfter(id("003"))).isEmpty();
  }

  @Test
  void tellsAllWhenNoneOrAnUnknownOneWasAppliedEarlier() {
    assertThat(STATUS.appliedAfter(Optional.empty())).isEqualTo(STATUS.applied());
    assertThat(STATUS.appliedAfter(id("999"))).isEqualTo(STATUS.applied());
  }

  private static Optional<MigrationId> id(String id) {
    return Optional.of(new MigrationId(id));
  }
}
