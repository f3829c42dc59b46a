package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.testing.BaseImage;
import dev.backline.testing.TestEngine;
import dev.backline.testing.TestHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An image that this machine's engine builds from a Dockerfile, delivered to a host. */
@Tag("long")
class HostsDockerfileTest {

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static TestEngine engine;
  private static TestHost host;

  @BeforeAll
  static void makeHostAndEngine() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 1);
    host = installation.hosts().getFirst();
    engine = TestEngine.make();
    engine.load(BaseImage.archive());
    installation
        .tiny()
        .write(
            "Dockerfile",
            "FROM "
                + BaseImage.REFERENCE
                + "\nWORKDIR /app\nCOPY out/ ./\nENV BUILT_BY=dockerfile\n")
        .edit(
            "backline.yml",
            text ->
                text.replaceFirst("artifact: .*", "artifact: {image: {dockerfile: {}}}")
                    .replace("build.sh]}", "build.sh, Dockerfile]}"));
  }

  @AfterAll
  static void endEverything() {
    engine.close();
    installation.close();
  }

  @Test
  void twoReleasesBuiltFromItAreDeliveredAndTheSecondFailsNoRequest() throws Exception {
    deliver("note=first");
    String first = HostsInstallation.served(installation.urlOf(host));
    assertThat(first).isNotEqualTo("?");
    List<String> layers = layers();

    try (Load load = Load.leisurely(installation.urlOf(host))) {
      deliver("note=second");
      assertThat(load.failures()).isEmpty();
    }

    assertThat(HostsInstallation.served(installation.urlOf(host))).isNotIn(first, "?");
    assertThat(layers().getFirst()).as("the base is shared").isEqualTo(layers.getFirst());
    assertThat(layers()).isNotEqualTo(layers);
    assertThat(installation.backline("exec", "prod", "--", "sh", "-c", "echo $BUILT_BY").output())
        .contains("dockerfile");
  }

  /** In a process of its own, which finds the engine as a user's would. */
  private static void deliver(String behaviour) throws Exception {
    installation.tiny().behaviour(behaviour).commit("Be as in " + behaviour);
    Programs.Ended deploy = installation.backline(engine.variables(), "deploy", "prod");
    assertThat(deploy.status()).as(deploy.output()).isZero();
  }

  /** Of the image of the newest container. */
  private static List<String> layers() {
    String image = host.run("docker", "ps", "--last", "1", "--format", "{{.Image}}").strip();
    return List.of(
        host.run("docker", "inspect", "--format", "{{join .RootFS.Layers \"\\n\"}}", image)
            .split("\n", -1));
  }
}
