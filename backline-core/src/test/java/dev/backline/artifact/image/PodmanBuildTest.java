package dev.backline.artifact.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.testing.TestPodman;
import dev.backline.testing.TinyImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    return BuildCommands.podman(engine.argv(), Map.of(), limit);
  }

  @Override
  String names() {
    return engine.podman("image", "ls", "--format", "{{.Repository}}");
  }

  @Test
  void isTakenWhereThereIsNoDocker() {
    assertThat(engine("podman")).isEqualTo(List.of("podman"));
    assertThat(engine("podman", "docker")).isEqualTo(List.of("docker"));
    assertThat(engine()).isEqualTo(List.of("docker"));
  }

  @Test
  void isFoundWhereTheUsersVariablesSay() {
    BuildCommands commands =
        BuildCommands.ofThisMachine(
            Set.of("podman")::contains,
            Map.of("CONTAINER_HOST", "unix:///run/user/1000/podman.sock", "PASSWORD", "x"));

    assertThat(commands.version().environment()).containsOnlyKeys("CONTAINER_HOST");
  }

  private static List<String> engine(String... present) {
    return BuildCommands.ofThisMachine(Set.of(present)::contains, Map.of()).engine();
  }
}
