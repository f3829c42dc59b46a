package dev.backline.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class VersionChoiceTest {

  private static final Version START = Version.parse("v0.1.0-alpha");

  @Test
  void startsWithTheConfiguredVersion() {
    assertThat(VersionChoice.choose(Optional.empty(), List.of(), START)).isEqualTo(START);
  }

  @Test
  void countsFromTheGreatestAndNotFromTheLast() {
    List<Version> taken = List.of(Version.parse("v0.10.0-alpha"), Version.parse("v0.9.0-alpha"));
    assertThat(VersionChoice.choose(Optional.empty(), taken, START)).hasToString("v0.11.0-alpha");
  }

  @Test
  void givesNoVersionThatIsTakenOrLower() {
    for (int seed = 0; seed < 3000; seed++) {
      Versions versions = new Versions(seed);
      List<Version> taken = versions.some();
      assertThat(taken)
          .as("seed %d", seed)
          .allMatch(version ->
              version.compareTo(VersionChoice.choose(Optional.empty(), taken, START)) < 0);
      Version asked = versions.any();
      boolean allowed = taken.stream().allMatch(version -> version.compareTo(asked) < 0);
      assertThat(given(asked, taken)).as("seed %d", seed).isEqualTo(allowed);
    }
  }

  @Test
  void saysWhyAVersionIsRefused() {
    List<Version> taken = List.of(Version.parse("v0.1.0-alpha"), Version.parse("v0.2.0-alpha"));
    assertThatThrownBy(
            () -> VersionChoice.choose(Optional.of(Version.parse("v0.1.0-alpha")), taken, START))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED))
        .satisfies(e -> assertThat(e.failure().why()).contains("already"))
        .satisfies(e -> assertThat(e.failure().remedy()).contains("v0.3.0-alpha"));
    assertThatThrownBy(
            () -> VersionChoice.choose(Optional.of(Version.parse("v0.1.5-alpha")), taken, START))
        .hasMessageContaining("lower than v0.2.0-alpha");
  }

  private static boolean given(Version asked, List<Version> taken) {
    try {
      return VersionChoice.choose(Optional.of(asked), taken, START).equals(asked);
    } catch (BacklineException refused) {
      return false;
    }
  }
}
