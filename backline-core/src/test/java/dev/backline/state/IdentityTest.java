package dev.backline.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells data directories apart. */
class IdentityTest {

  @TempDir private Path folder;

  @Test
  void staysTheSameWhereverTheDirectoryIsMovedTo() throws Exception {
    Path here = Files.createDirectory(folder.resolve("here"));
    String id = Identity.of(new DataDirectory(here));
    Path there = Files.move(here, folder.resolve("there"));

    assertThat(Identity.of(new DataDirectory(there))).isEqualTo(id);
    assertThat(Identity.of(new DataDirectory(Files.createDirectory(here)))).isNotEqualTo(id);
  }

  @Test
  void isOneWhoeverAsksFirst() throws Exception {
    DataDirectory data = new DataDirectory(folder);
    Set<String> told = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<String> ask = () -> Identity.of(data);
      for (Future<String> answer : threads.invokeAll(Collections.nCopies(40, ask))) {
        told.add(answer.get());
      }
    }
    assertThat(told).hasSize(1);
    assertThat(folder.toFile().list()).containsExactly("id");
  }
}
