package dev.backline.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

  @ParameterizedTest
  @CsvSource({
    "v0.3.0-alpha, v0.4.0-alpha",
    "v1.2.0, v1.3.0",
    "v1.2.7-rc.1, v1.3.0-rc.1",
    "v0.9.0, v0.10.0"
  })
  void nextRaisesMinorAndKeepsTheSuffix(String version, String next) {
    assertThat(Version.parse(version).next()).hasToString(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v",
        "1.2.3",
        "v1.2",
        "v1.2.3.4",
        "v01.2.3",
        "v1.2.3-",
        "v1.2.3-a..b",
        "v1.2.3-01",
        "v1.2.3+build",
        "v1.2.3-ä",
        "V1.2.3",
        " v1.2.3",
        "v1.2.3\n",
        "v9999999999.0.0",
        "v-1.0.0"
      })
  void refusesWhatIsNoVersion(String text) {
    assertThatThrownBy(() -> Version.parse(text))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .extracting(e -> e.failure().exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void ordersAsSemanticVersioningDoes() {
    // The chain of SemVer 2.0 section 11, rule 4, and the three numbers before it.
    List<Version> ordered =
        List.of(
                "v0.9.9",
                "v1.0.0-alpha",
                "v1.0.0-alpha.1",
                "v1.0.0-alpha.beta",
                "v1.0.0-beta",
                "v1.0.0-beta.2",
                "v1.0.0-beta.11",
                "v1.0.0-beta.99999999999999999999",
                "v1.0.0-beta.100000000000000000000",
                "v1.0.0-rc.1",
                "v1.0.0",
                "v1.0.1",
                "v1.2.0",
                "v1.10.0",
                "v2.0.0-0",
                "v2.0.0")
            .stream()
            .map(Version::parse)
            .toList();
    List<Version> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(shuffled.stream().sorted()).containsExactlyElementsOf(ordered);
  }

  @Test
  void readsWhatItWritesAndItsOrderIsTotal() {
    for (int seed = 0; seed < 2000; seed++) {
      Versions versions = new Versions(seed);
      Version a = versions.any();
      Version b = versions.any();
      Version c = versions.any();
      assertThat(Version.parse(a.toString())).as("seed %d", seed).isEqualTo(a);
      assertThat(Integer.signum(a.compareTo(b)))
          .as("seed %d", seed)
          .isEqualTo(-Integer.signum(b.compareTo(a)));
      assertThat(a.compareTo(b) == 0).as("seed %d", seed).isEqualTo(a.equals(b));
      if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
        assertThat(a.compareTo(c)).as("seed %d", seed).isLessThanOrEqualTo(0);
      }
      assertThat(a.next()).as("seed %d", seed).isGreaterThan(a);
    }
  }
}
