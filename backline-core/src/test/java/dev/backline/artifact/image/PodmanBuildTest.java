package dev.backline.artifact.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.testing.TestPodman;
import dev.backline.testing.TinyImage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With Podman. */
class PodmanBuildTest extends DockerfileBuildContract {

  private static TestPodman engine;

  @BeforeAll
  static void makeEngine() {
    engine = TestPodman.make();
    engine.podman("load", "--input", TinyImage.archive().toString());
    engine.podman("tag", "localhost/" + TinyImage.REFERENCE, TinyImage.REFERENCE);
  }

  @AfterAll
  static void removeEngine() {
    engine.close();
  }

  @Override
  BuildCommands commands(Duration limit) {
    return BuildCommands.podman(engine.argv(), limit);
  }

  @Override
  String names() {
    return engine.podman("image", "ls", "--format", "{{.Repository}}");
  }

  @Test
  void isTakenWhereThereIsNoDocker() {
    assertThat(BuildCommands.ofThisMachine(Set.of("podman")::contains).engine())
        .isEqualTo(List.of("podman"));
    assertThat(BuildCommands.ofThisMachine(Set.of("podman", "docker")::contains).engine())
        .isEqualTo(List.of("docker"));
    assertThat(BuildCommands.ofThisMachine(Set.of()::contains).engine())
        .isEqualTo(List.of("docker"));
  }
}
