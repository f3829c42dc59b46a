package dev.backline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.secret.Secret;
import dev.backline.state.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningConfigurationTest {

  private static final String PLAIN = "a".repeat(64);
  @TempDir Path folder;

  @Test
  void staysTheSameForTheSameValues() throws Exception {
    assertThat(of("one", "two")).isEqualTo(of("one", "two")).startsWith(PLAIN + ".");
  }

  @Test
  void changesWithEachValueItsPlaceAndItsLength() throws Exception {
    assertThat(Set.of(of("one", "two"), of("one", "2"), of("two", "one"), of("onet", "wo"), of()))
        .hasSize(5);
  }

  @Test
  void showsNothingOfTheValuesAndDiffersFromOneDataDirectoryToAnother() throws Exception {
    String other =
        new RunningConfiguration(new DataDirectory(folder.resolve("other")))
            .of(PLAIN, List.of(Secret.of("one")));

    assertThat(of("one")).doesNotContain("one").isNotEqualTo(other);
  }

  @Test
  void keyIsOursAloneInAFolderThatSecretsMayBeKeptIn() throws Exception {
    of("one");

    assertThat(mode("secrets")).isEqualTo("rwx------");
    assertThat(mode("secrets/running-configuration.key")).isEqualTo("rw-------");
  }

  @Test
  void oneKeyIsMadeHoweverManyAskForItAtOnce() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Callable<Boolean> ask = () -> seen.add(of("one"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var asked : threads.invokeAll(java.util.Collections.nCopies(20, ask))) {
        asked.get();
      }
    }
    assertThat(seen).hasSize(1);
  }

  @Test
  void damagedKeyIsToldAndNotReplaced() throws Exception {
    of("one");
    Path key = folder.resolve("secrets/running-configuration.key");
    Files.writeString(key, "damaged");

    assertThatThrownBy(() -> of("one"))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining(key.toString());
    assertThat(key).hasContent("damaged");
  }

  private String of(String... values) throws InterruptedException {
    return new RunningConfiguration(new DataDirectory(folder))
        .of(PLAIN, List.of(values).stream().map(Secret::of).toList());
  }

  private String mode(String path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
  }
}
