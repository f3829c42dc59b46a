package dev.backline.runtime.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

  @Test
  void isThatOfAllProcesses() {
    assertThat(
            ResidentMemory.sum(
                List.of("PID                 RSS", "1204                51200", " 1310   1024 ")))
        .hasValue(52_224L * 1024);
  }

  @Test
  void isNotKnownWhereNoProcessIsToldOf() {
    assertThat(ResidentMemory.sum(List.of())).isEmpty();
    assertThat(ResidentMemory.sum(List.of("PID RSS"))).isEmpty();
    assertThat(ResidentMemory.sum(List.of("Error: no such container 12 34"))).isEmpty();
  }
}
