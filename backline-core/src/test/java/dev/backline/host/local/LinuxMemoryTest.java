package dev.backline.host.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxMemoryTest {

  private static final long MIB = 1 << 20;

  @TempDir Path root;

  @BeforeEach
  void machineHasOneGibibyte() throws IOException {
    write("proc/meminfo", "MemTotal:  4194304 kB\nMemFree: 1 kB\nMemAvailable:  1048576 kB\n");
  }

  @Test
  void isWhatTheKernelSaysWhereNothingLimitsUs() throws IOException {
    assertThat(available()).isEqualTo(1024 * MIB);
    write("proc/self/cgroup", "0::/user.slice\n");
    write("sys/fs/cgroup/user.slice/memory.max", "max\n");
    assertThat(available()).isEqualTo(1024 * MIB);
  }

  @Test
  void isWhatTheControlGroupMayStillTakeWhereThatIsLess() throws IOException {
    write("proc/self/cgroup", "0::/user.slice/job\n");
    write("sys/fs/cgroup/user.slice/job/memory.max", 600 * MIB + "\n");
    write("sys/fs/cgroup/user.slice/job/memory.current", 500 * MIB + "\n");
    write("sys/fs/cgroup/user.slice/job/memory.stat", "anon 1\ninactive_file " + 50 * MIB + "\n");

    assertThat(available()).as("with what is only a cache").isEqualTo(150 * MIB);

    write("sys/fs/cgroup/user.slice/memory.max", 100 * MIB + "\n");
    write("sys/fs/cgroup/user.slice/memory.current", 90 * MIB + "\n");
    assertThat(available()).as("of a group around it").isEqualTo(10 * MIB);

    write("sys/fs/cgroup/user.slice/memory.current", 200 * MIB + "\n");
    assertThat(available()).as("over its limit").isZero();
  }

  @Test
  void knowsTheFirstVersionOfControlGroups() throws IOException {
    write("proc/self/cgroup", "9:name=systemd:/x\n4:cpu,memory:/job\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", 300 * MIB + "\n");
    write("sys/fs/cgroup/memory/job/memory.usage_in_bytes", 100 * MIB + "\n");

    assertThat(available()).isEqualTo(200 * MIB);
  }

  @Test
  void findsTheLimitOfAContainerThatSeesItselfAtTheTop() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", 64 * MIB + "\n");

    assertThat(available()).isEqualTo(64 * MIB);
  }

  @Test
  void readsThisMachine() throws IOException {
    assertThat(new LinuxMemory().bytes()).isBetween(MIB, 1L << 50);
  }

  private long available() throws IOException {
    return new LinuxMemory(root).bytes();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
