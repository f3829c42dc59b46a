package dev.backline.runtime.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryUsageTest {

  @ParameterizedTest
  @CsvSource({
    "52.5MiB / 512MiB, 55050240",
    "1.5GiB / 23.4GiB, 1610612736",
    "640KiB / 1GiB, 655360",
    "12B / 1GiB, 12"
  })
  void readsWhatTheClientPrints(String text, long bytes) {
    assertThat(MemoryUsage.read(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-- / --", "0B / 0B", "1.2.3MiB / 1GiB", "52XiB / 1GiB", "52MiB"})
  void knowsNothingFromAnythingElse(String text) {
    assertThat(MemoryUsage.read(text)).isEmpty();
  }

  @Test
  void neverFailsOnWhatIsTooLarge() {
    assertThat(MemoryUsage.read("999999999999TiB / 1GiB")).isPresent();
  }
}
