package dev.backline.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.command.ComposeCommands.Flavour;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposeCommandsTest {

  private static final Path DIRECTORY = Path.of("/opt/backline/shop-prod");
  private static final ComposeCommands PLUGIN =
      new ComposeCommands(Flavour.PLUGIN, DIRECTORY, "shop-prod");
  private static final ComposeCommands PROGRAM =
      new ComposeCommands(Flavour.PROGRAM, DIRECTORY, "shop-prod");

  @Test
  void bothFlavoursGetTheSameWords() {
    String words =
        " --file compose.yaml --project-name shop-prod"
            + " up --no-start --no-deps --force-recreate web-blue";
    assertThat(PLUGIN.create("web-blue")).hasToString("docker compose" + words);
    assertThat(PROGRAM.create("web-blue")).hasToString("docker-compose" + words);
  }

  @Test
  void theyRunWhereTheProjectLies() {
    assertThat(PLUGIN.create("web-blue").directory()).contains(DIRECTORY);
  }

  @Test
  void servicesAreStartedWithoutThoseTheyAreNotAskedFor() {
    assertThat(PLUGIN.up(List.of("cache", "edge")))
        .hasToString(
            "docker compose --file compose.yaml --project-name shop-prod"
                + " up --detach --no-deps cache edge");
    assertThat(PLUGIN.upAsTheyAre(List.of("database")))
        .hasToString(
            "docker compose --file compose.yaml --project-name shop-prod"
                + " up --detach --no-deps --no-recreate database");
  }
}
