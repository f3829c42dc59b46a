package dev.backline.artifact.image;

import dev.backline.secret.Secret;
import dev.backline.testing.TestEngine;
import dev.backline.testing.TinyImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    Map<String, Secret> elsewhere = Map.of("DOCKER_HOST", Secret.of("unix://" + engine.socket()));
    return BuildCommands.docker(List.of("docker"), elsewhere, limit);
  }

  @Override
  String names() {
    return engine.docker("image", "ls", "--format", "{{.Repository}}");
  }
}
