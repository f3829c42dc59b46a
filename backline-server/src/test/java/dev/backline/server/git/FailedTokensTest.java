package dev.backline.server.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FailedTokensTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;
  private final FailedTokens failed = new FailedTokens(clock);

  @Test
  void tenWithinAMinuteAreTooManyForThatClientOnly() {
    fail("a", 9);
    assertThat(failed.tooMany("a")).isFalse();
    fail("a", 1);
    assertThat(failed.tooMany("a")).isTrue();
    assertThat(failed.tooMany("b")).isFalse();
  }

  @Test
  void minuteLaterTheyAreForgotten() {
    fail("a", 10);
    now.set(Instant.EPOCH.plusSeconds(59));
    assertThat(failed.tooMany("a")).isTrue();
    now.set(Instant.EPOCH.plusSeconds(60));
    assertThat(failed.tooMany("a")).isFalse();
  }

  @Test
  void manyClientsTakeNoEndlessMemory() {
    fail("first", 10);
    for (int i = 0; i < 1000; i++) {
      fail("client" + i, 1);
    }
    assertThat(failed.tooMany("first")).isFalse();
  }

  private void fail(String client, int times) {
    for (int i = 0; i < times; i++) {
      failed.add(client);
    }
  }
}
