package dev.backline.host.detached;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessesTest {

  /** Fields 5 to 24 of /proc/PID/stat: session 6, started at 4711. */
  private static final String REST = " 7 6 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 4711 1 2";

  @Test
  void nameWithBlanksAndBracketsDoesNotShiftTheFields() {
    Processes.Entry entry = Processes.parse(9, "9 (a) R 1 (b) S 1" + REST).orElseThrow();
    assertThat(entry.session()).isEqualTo(6);
    assertThat(entry.identity().pid()).isEqualTo(9);
    assertThat(entry.identity().startTime()).isEqualTo(4711);
  }

  @Test
  void zombieIsNotAlive() {
    assertThat(Processes.parse(9, "9 (a) Z 1" + REST)).isEmpty();
    assertThat(Processes.parse(9, "9 (a) S 1" + REST)).isPresent();
  }

  @Test
  void thisProcessIsAliveAndTheOneThatWillNeverBeIsNot() {
    Processes.Entry self = Processes.entry(ProcessHandle.current().pid()).orElseThrow();
    assertThat(Processes.alive(self.identity())).isTrue();
    assertThat(Processes.entry(Integer.MAX_VALUE)).isEmpty();
  }
}
