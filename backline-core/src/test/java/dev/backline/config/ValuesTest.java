package dev.backline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({"250ms, 250", "30s, 30000", "5m, 300000", "2h, 7200000", "1d, 86400000", "0s, 0"})
  void durationsSurviveBeingWrittenAndRead(String text, long millis) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(DurationText.format(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "1.5s", "-1s", "5 s", "5S", "9999999999s", "PT5S"})
  void refusesOtherDurations(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "512MB, 512000000",
    "1GiB, 1073741824",
    "1KB, 1000",
    "1KiB, 1024",
    "7B, 7",
    "3TB, 3000000000000",
    "0B, 0"
  })
  void sizesSurviveBeingWrittenAndRead(String text, long bytes) {
    assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes));
    assertThat(new DataSize(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5M", "5mb", "1.5GB", "-1MB", "999999999999999TB"})
  void refusesOtherSizes(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:18080, 127.0.0.1, 18080",
    "localhost:80, localhost, 80",
    "[::1]:8080, ::1, 8080",
    "0.0.0.0:1, 0.0.0.0, 1"
  })
  void listenAddressesSurviveBeingWrittenAndRead(String text, String host, int port) {
    assertThat(ListenAddress.parse(text))
        .isEqualTo(new ListenAddress(host, port))
        .hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "80",
        ":80",
        "a:80",
        "1.2.3:80",
        "1.2.3.256:80",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "::1:80",
        "127.0.0.1:80/x"
      })
  void refusesOtherListenAddresses(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ListenAddress.parse(text));
  }

  @Test
  void knowsLoopback() {
    assertThat(ListenAddress.parse("127.0.0.9:1").loopback()).isTrue();
    assertThat(ListenAddress.parse("[::1]:1").loopback()).isTrue();
    assertThat(ListenAddress.parse("0.0.0.0:1").loopback()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "src/**, src/a/b.java, true",
    "src/**, src, false",
    "src/**, other/a, false",
    "*.xml, pom.xml, true",
    "*.xml, a/pom.xml, false",
    "**/*.java, A.java, true",
    "**/*.java, a/b/A.java, true",
    "**, a/b, true",
    "a?c, abc, true",
    "a?c, a/c, false",
    "a.c, abc, false",
    "x/**/y, x/y, true",
    "x/**/y, x/1/2/y, true",
    "'a{b,c}', ab, false",
    "[ab], a, false",
  })
  void globsFitPaths(String glob, String path, boolean fits) {
    assertThat(new Glob(glob).matches(path)).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../b", "a//b", "a\\b", "a\nb", "a/"})
  void pathsAndGlobsStayBelowTheRoot(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Glob(path));
    assertThatIllegalArgumentException().isThrownBy(() -> new RelativePath(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "feature/x-1", "v1.2", "a_b"})
  void takesBranchNames(String name) {
    assertThat(new BranchName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-x", "a b", "a..b", "a~", "a^b", "a:b", "/a", "a/", "a.lock", "a//b", ".a", "a@{b",
        "@", "HEAD", "a.", "b\\c"
      })
  void refusesWhatGitRefusesAsABranch(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new BranchName(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v0.1.0-alpha", "v1.0.0", "v10.20.30-rc.1"})
  void takesVersions(String version) {
    assertThat(new VersionTag(version)).hasToString(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.1.0", "v1", "v01.0.0", "v1.0.0-", "v1.0.0-a b", "v1.0.0+b", "v1.0.0/../x"})
  void refusesOtherVersions(String version) {
    assertThatIllegalArgumentException().isThrownBy(() -> new VersionTag(version));
  }

  @ParameterizedTest
  @CsvSource({"1%, 1", "0.5%, 0.5", "100%, 100", "0%, 0"})
  void percentagesSurviveBeingWrittenAndRead(String text, double percent) {
    assertThat(Percentage.parse(text)).isEqualTo(new Percentage(percent)).hasToString(text);
    assertThat(Percentage.parse(text).fraction()).isEqualTo(percent / 100);
  }

  @Test
  void commandsAreNeverEmpty() {
    assertThatIllegalArgumentException().isThrownBy(Argv::of);
    assertThatIllegalArgumentException().isThrownBy(() -> Argv.of(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> Argv.of("a", "b\0c"));
  }
}
