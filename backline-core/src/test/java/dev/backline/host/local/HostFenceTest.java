package dev.backline.host.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.ExitCode;
import dev.backline.host.Fence;
import dev.backline.host.StaleFence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFenceTest {

  @TempDir Path folder;

  @Test
  void admitsEqualAndHigherTokensAndRemembersTheHighest() throws Exception {
    HostFence fence = new HostFence(folder);
    assertThat(fence.highest()).isEqualTo(new Fence(0));
    fence.admit(new Fence(3), "trying");
    fence.admit(new Fence(3), "trying");
    fence.admit(new Fence(7), "trying");
    assertThat(new HostFence(folder).highest()).isEqualTo(new Fence(7));
  }

  @Test
  void refusesALowerTokenAndSaysWhy() throws Exception {
    new HostFence(folder).admit(new Fence(7), "trying");
    assertThatThrownBy(() -> new HostFence(folder).admit(new Fence(6), "stopping slot blue"))
        .isInstanceOfSatisfying(
            StaleFence.class,
            e -> {
              assertThat(e.presented()).isEqualTo(new Fence(6));
              assertThat(e.highest()).isEqualTo(new Fence(7));
              assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED);
              assertThat(e.getMessage())
                  .isEqualTo("stopping slot blue: lease 6 is over: lease 7 has taken its place");
            });
    assertThat(new HostFence(folder).highest()).isEqualTo(new Fence(7));
  }

  @Test
  void neverGoesDownHoweverManyPassAtOnce() throws Exception {
    List<Callable<Void>> passages = new ArrayList<>();
    for (int token = 1; token <= 30; token++) {
      Fence fence = new Fence(token);
      passages.add(() -> {
        try {
          new HostFence(folder).admit(fence, "trying");
        } catch (StaleFence overtaken) {
          assertThat(overtaken.highest()).isGreaterThan(fence);
        }
        return null;
      });
    }
    Collections.shuffle(passages, new java.util.Random(42));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(passages)) {
        done.get();
      }
    }
    assertThat(new HostFence(folder).highest()).isEqualTo(new Fence(30));
  }
}
