package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.APP;
import static dev.backline.pipeline.PipelineFixture.DEV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Argv;
import dev.backline.config.LimitSpec;
import dev.backline.config.SecretName;
import dev.backline.host.Fence;
import dev.backline.release.Release;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.secret.Secret;
import dev.backline.source.CommitId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of an environment whose database is on a server that somebody else looks after. */
class LiveProcessTest {

  private static final String DIGEST = "sha256:one";

  @TempDir Path temp;
  private PipelineFixture fixture;
  private CommitId commit;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
    fixture.config =
        """
        app: tiny
        build: {command: make, inputs: ['src/**']}
        artifact: {image: {dockerfile: {}}}
        run: {command: ./tiny}
        secrets: [KEY, DB_PASSWORD]
        database: {engine: postgresql}
        environments:
          dev:
            listen: 0.0.0.0:80
            hosts: {web1: deploy@10.0.0.11}
            database: {given: {address: 10.0.0.9, name: tiny, user: tiny, password: DB_PASSWORD}}
        """;
    commit = fixture.commit("one");
    password("the first");
  }

  @Test
  void isAsStartedNowWhileNothingChanged() throws Exception {
    Release live = startedWith("as it was", "the first");

    assertThat(LiveProcess.isAsStartedNow(fixture.delivery(DEV), live)).isTrue();
  }

  @Test
  void isAnotherOneOnceTheDeclaredPasswordHasChanged() throws Exception {
    Release live = startedWith("as it was", "the first");

    password("the second");

    assertThat(LiveProcess.isAsStartedNow(fixture.delivery(DEV), live)).isFalse();
  }

  /** What a release runs with: the app's secrets by name, and what it reaches its database with. */
  private Release startedWith(String key, String password) throws Exception {
    String configuration = fixture.configuration(DEV, commit);
    List<Secret> confidential = List.of(Secret.of(password), Secret.of(key), Secret.of(password));
    ReleaseRef running =
        new ReleaseRef(
            DIGEST,
            "dev-1",
            new RunningConfiguration(fixture.parts.data()).of(configuration, confidential));
    fixture.runtime.prepare(
        Slot.BLUE, DIGEST, new ReleaseContent.Bundle(files -> {}), new Fence(1));
    fixture.runtime.start(
        Slot.BLUE,
        new Launch(
            running,
            port -> new ReleaseCommand(Argv.of("./tiny"), Map.of()),
            new LimitSpec(Optional.empty(), 1024)),
        new Fence(1));
    return fixture.live(DEV, commit, new ReleaseRef(DIGEST, "dev-1", configuration), Slot.BLUE);
  }

  private void password(String value) {
    fixture.parts.secrets().of(APP, DEV).set(new SecretName("DB_PASSWORD"), Secret.of(value));
  }
}
