package dev.backline.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.cli.session.GlobalOptions;
import dev.backline.cli.session.Session;
import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.Terminal;
import dev.backline.pipeline.MemoryNeed;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  @Test
  void halfAGibibyteIsJustEnoughForAnAppThatSaysNothing() throws Exception {
    assertThat(memory(Optional.empty(), 512 * MIB))
        .isEqualTo(Finding.fine("memory", "512 MiB available"));
    assertThat(memory(Optional.empty(), 512 * MIB - 1)).isInstanceOf(Finding.Unfit.class);
  }

  @Test
  void anAppMayNeedMore() throws Exception {
    Optional<MemoryNeed> need = Optional.of(new MemoryNeed(900 * MIB));

    assertThat(memory(need, 900 * MIB)).isInstanceOf(Finding.Fine.class);
    assertThat(memory(need, 899 * MIB))
        .isInstanceOfSatisfying(
            Finding.Unfit.class,
            unfit -> {
              assertThat(unfit.why()).isEqualTo("only 899 MiB available, of 900 MiB that it takes");
              assertThat(unfit.remedy()).contains("add memory");
            });
  }

  private Finding memory(Optional<MemoryNeed> need, long available) throws Exception {
    List<Finding> all = new Machine(session(), need, () -> available).look();
    return all.stream()
        .filter(finding -> finding.subject().equals("memory"))
        .findFirst()
        .orElseThrow();
  }

  private Session session() {
    PrintStream none = new PrintStream(OutputStream.nullOutputStream());
    return new Session(
        new Surroundings(
            Map.of("BACKLINE_DATA", folder.resolve("data").toString()),
            folder,
            InputStream.nullInputStream(),
            new Terminal(none, none, false, false, true),
            InstantSource.system(),
            () -> ZoneOffset.UTC,
            backline -> run -> List.of()),
        new GlobalOptions());
  }
}
