package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's story, told as a user has it told: a process of its own, Music Graph, real parts only.
 */
@Tag("long") // As long as the demo itself.
class DemoStoryTest {

  private static final int LONGEST_MINUTES = 20;

  @TempDir Path temp;

  @Test
  void everyClaimOfTheStoryHolds() throws IOException, InterruptedException {
    Path data = temp.resolve("data");
    Path said = temp.resolve("said");
    Path result = temp.resolve("result.json");
    Process demo =
        new ProcessBuilder(DemoProgram.command(data, "--once", "--json"))
            .redirectOutput(result.toFile())
            .redirectError(said.toFile())
            .start();
    try {
      assertThat(demo.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      demo.destroy();
    }

    String story = Files.readString(said);
    JsonNode told = new JsonMapper().readTree(Files.readString(result));
    assertThat(told.path("claims")).as(story).hasSizeGreaterThan(25);
    for (JsonNode claim : told.path("claims")) {
      assertThat(claim.path("held").asBoolean()).as(claim + "\n" + story).isTrue();
    }
    assertThat(told.path("held").asBoolean()).isTrue();
    assertThat(demo.exitValue()).isZero();
    assertThat(Leftovers.below(data)).as("processes left behind").isEmpty();
    assertThat(told.path("runs").findValuesAsText("status"))
        .containsExactly(
            "succeeded",
            "succeeded",
            "succeeded",
            "succeeded",
            "succeeded",
            "undone",
            "succeeded",
            "succeeded");
  }
}
