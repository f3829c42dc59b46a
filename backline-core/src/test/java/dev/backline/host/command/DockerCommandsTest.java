package dev.backline.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerCommandsTest {

  @Test
  void containersAreStartedStoppedAndRemovedByName() {
    assertThat(DockerCommands.start("shop-web-blue"))
        .hasToString("docker container start shop-web-blue");
    assertThat(DockerCommands.stop("shop-web-blue", Duration.ofMillis(9_500)))
        .hasToString("docker container stop --time 10 shop-web-blue");
    assertThat(DockerCommands.stop("shop-web-blue", Duration.ZERO))
        .hasToString("docker container stop --time 0 shop-web-blue");
    assertThat(DockerCommands.remove(List.of("a1", "b2")))
        .hasToString("docker container rm --force --volumes a1 b2");
    assertThat(DockerCommands.restart("shop-web-blue", true))
        .hasToString("docker container update --restart unless-stopped shop-web-blue");
    assertThat(DockerCommands.restart("shop-web-blue", false))
        .hasToString("docker container update --restart no shop-web-blue");
  }

  @Test
  void stopIsWaitedForLongerThanItsGrace() {
    assertThat(DockerCommands.stop("shop-web-blue", Duration.ofMinutes(5)).timeout())
        .isGreaterThan(Duration.ofMinutes(5));
  }

  @Test
  void lookingAtAContainerBringsNoVariablesAlong() {
    assertThat(DockerCommands.inspect("shop-web-blue").toString())
        .startsWith("docker container inspect --format {\"id\":{{json .Id}}")
        .doesNotContain("Env")
        .doesNotContain("{{json .}}")
        .doesNotContain("{{json .Config}}")
        .endsWith(" shop-web-blue");
  }

  @Test
  void logsOfBothStreamsComeInTheirOrder() {
    assertThat(DockerCommands.logs("shop-web-blue", 20).argv())
        .containsExactly(
            "sh", "-c", "exec docker logs --tail \"$1\" \"$2\" 2>&1", "sh", "20", "shop-web-blue");
  }

  @Test
  void taskGetsItsVariablesByInputAndEnvironmentAndNeverByArgument() {
    TaskContainer task =
        new TaskContainer(
            "shop-task-1",
            "sha256:0a",
            "shop",
            Map.of("dev.backline.task", "shop/blue"),
            List.of("/app/migrate", "--all"),
            Map.of("B", Secret.of("x=$y # z"), "A", Secret.of("open"), "PEM", Secret.of("1\n2")));
    assertThat(DockerCommands.createTask(task))
        .hasToString(
            "docker container create --init --log-driver none --name shop-task-1"
                + " --label dev.backline.task=shop/blue --network shop --env-file /dev/stdin"
                + " --env PEM --entrypoint /app/migrate sha256:0a --all with [PEM]");
    assertThat(DockerCommands.createTask(task).stdin()).contains(Secret.of("A=open\nB=x=$y # z\n"));
    assertThat(DockerCommands.createTask(task).environment())
        .isEqualTo(Map.of("PEM", Secret.of("1\n2")));
  }
}
