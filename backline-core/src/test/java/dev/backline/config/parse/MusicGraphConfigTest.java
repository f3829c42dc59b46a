package dev.backline.config.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppConfig;
import dev.backline.config.BranchName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.TaskSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The file of the app that Backline ships with. */
class MusicGraphConfigTest {

  private final AppConfig config =
      ConfigFile.read(Path.of("..", "music-graph", "backline.yml")).orThrow();

  @Test
  void pushesToMainReachDevAndProdIsPromotedFromIt() {
    assertThat(config.deployedByPushTo(new BranchName("main")))
        .extracting(environment -> environment.name().value())
        .containsExactly("dev");
    assertThat(config.environment(new EnvironmentName("prod")).orElseThrow().from())
        .contains(new EnvironmentName("dev"));
  }

  @Test
  void aNewEnvironmentIsSeededThenGetsItsAdministrator() {
    assertThat(config.tasks().values())
        .filteredOn(TaskSpec::afterFirstDeployment)
        .extracting(task -> task.name().value())
        .containsExactly("seed", "make-admin");
  }
}
