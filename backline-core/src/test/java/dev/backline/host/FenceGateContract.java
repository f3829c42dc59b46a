package dev.backline.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.ExitCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every fence keeps to. */
@Timeout(60)
public abstract class FenceGateContract {

  /** The fence of one environment, the same at each call, as a process of its own would see it. */
  protected abstract FenceGate gate() throws InterruptedException;

  @Test
  void admitsEqualAndHigherTokensAndRemembersTheHighest() throws Exception {
    assertThat(gate().highest()).isEqualTo(new Fence(0));
    gate().admit(new Fence(3), "trying");
    gate().admit(new Fence(3), "trying");
    gate().admit(new Fence(7), "trying");
    assertThat(gate().highest()).isEqualTo(new Fence(7));
  }

  @Test
  void refusesALowerTokenAndSaysWhy() throws Exception {
    gate().admit(new Fence(7), "trying");
    assertThatThrownBy(() -> gate().admit(new Fence(6), "stopping slot blue"))
        .isInstanceOfSatisfying(
            StaleFence.class,
            e -> {
              assertThat(e.presented()).isEqualTo(new Fence(6));
              assertThat(e.highest()).isEqualTo(new Fence(7));
              assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED);
              assertThat(e.getMessage())
                  .isEqualTo("stopping slot blue: lease 6 is over: lease 7 has taken its place");
            });
    assertThat(gate().highest()).isEqualTo(new Fence(7));
  }

  @Test
  void neverGoesDownHoweverManyPassAtOnce() throws Exception {
    List<Callable<Void>> passages = new ArrayList<>();
    for (int token = 1; token <= 30; token++) {
      Fence fence = new Fence(token);
      passages.add(() -> {
        try {
          gate().admit(fence, "trying");
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
    assertThat(gate().highest()).isEqualTo(new Fence(30));
  }
}
