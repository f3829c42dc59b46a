package dev.backline.artifact.image;

import dev.backline.testing.TestEngine;
import dev.backline.testing.TinyImage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** With Docker Engine. */
class DockerBuildTest extends DockerfileBuildContract {

  private static TestEngine engine;

  @BeforeAll
  static void startEngine() {
    engine = TestEngine.make();
    engine.load(TinyImage.archive());
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  @Override
  BuildCommands commands(Duration limit) {
    return BuildCommands.docker(List.of("docker", "-H", "unix://" + engine.socket()), limit);
  }

  @Override
  String names() {
    return engine.docker("image", "ls", "--format", "{{.Repository}}");
  }
}
