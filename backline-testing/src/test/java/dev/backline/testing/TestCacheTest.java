package dev.backline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestCacheTest {

  private final String recipe = UUID.randomUUID().toString();

  @AfterEach
  void removeWhatItMade() {
    Path folder = TestCache.folder("cache-test", recipe, made -> {});
    Programs.run("rm", "-rf", folder.toString());
  }

  @Test
  void makesOnceWhatManyWantAtATime() {
    AtomicInteger times = new AtomicInteger();
    List<Path> folders =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> TestCache.folder("cache-test", recipe, made -> times.incrementAndGet()))
            .toList();
    assertThat(folders).allMatch(Files::isDirectory);
    assertThat(times).hasValue(1);
  }

  @Test
  void showsNothingThatIsNotComplete() {
    assertThatThrownBy(() -> TestCache.folder("cache-test", recipe, TestCacheTest::breakOff))
        .hasMessageContaining("broken off");
    Path folder = TestCache.folder("cache-test", recipe, made -> {});
    assertThat(folder).isEmptyDirectory();
  }

  private static void breakOff(Path folder) throws IOException {
    Files.writeString(folder.resolve("half"), "");
    throw new IOException("broken off");
  }
}
