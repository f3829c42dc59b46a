package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.Failure;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.Lease;
import dev.backline.lease.Owner;
import dev.backline.run.RunKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

  private static final Owner GONE = new Owner("elsewhere@boot", 4711, 1);

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new CommandLineFixture(folder);
  }

  @Test
  void makesNoDataDirectoryByLooking() {
    var result = fixture.run("status");

    assertThat(result.out()).isEqualTo("Nothing delivered yet from DATA\n");
    assertThat(result.status()).isZero();
    assertThat(Files.exists(fixture.data)).isFalse();
  }

  @Test
  void tellsTheLastRunAndThoseThatWait() {
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));
    fixture.submit(RunKind.PROMOTE, "prod", Map.of("version", "v0.2.0"));

    assertThat(fixture.run("status").out())
        .isEqualTo(
            """
            music-graph/dev
              last run  #1 deploy succeeded at 12:03:04
            music-graph/prod
              waiting   #2 promote version v0.2.0, asked for at 12:03:04
            """);
  }

  @Test
  void saysThatARunIsOrphanedAndWhatAdoptsIt() {
    RunId id = fixture.submit(RunKind.DEPLOY, "dev", Map.of("commit", "1".repeat(40)));
    orphan(id);

    assertThat(fixture.run("status").out())
        .isEqualTo(
            """
            music-graph/dev
              running   #1 deploy commit 1111111: switch-edge, 0 of 2 steps done, for 30 s
              orphaned  its process is gone; the controller adopts it, or run: backline run 1 --follow
            """);
    assertThat(fixture.run("status", "--json").out()).contains("\"orphaned\" : true");
  }

  @Test
  void tellsWhereEachEnvironmentIsReached() throws IOException {
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));
    fixture.submit(RunKind.PROMOTE, "prod", Map.of());
    Path edge = fixture.data.resolve("environments/music-graph/dev/edge");
    Files.createDirectories(edge);
    Files.writeString(
        edge.resolve("wanted.json"),
        """
        {"running": true, "listen": {"host": "127.0.0.1", "port": 18080},
         "maxBodyBytes": 1000, "requestTimeoutMillis": 1000}
        """);

    assertThat(fixture.run("status").out())
        .isEqualTo(
            """
            music-graph/dev
              url       http://127.0.0.1:18080
              last run  #1 deploy succeeded at 12:03:04
            music-graph/prod
              waiting   #2 promote, asked for at 12:03:04
            """);
    assertThat(fixture.run("status", "--json").out())
        .containsSubsequence(
            "\"environment\" : \"dev\"",
            "\"url\" : \"http://127.0.0.1:18080\"",
            "\"environment\" : \"prod\"",
            "\"url\" : null");
  }

  @Test
  void sendsAPersonToARunThatNeedsOne() {
    Failure failure = Failure.undone("switching", "DNS is not ours", "ask the registrar");
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.failingForGood("set-dns", failure));

    assertThat(fixture.run("status").out())
        .isEqualTo(
            """
            music-graph/dev
              last run  #1 deploy needs person at 12:03:04
                        DNS is not ours; see: backline run 1
            """);
  }

  private void orphan(RunId id) {
    var backline = fixture.backline();
    Lease lease = backline.leases().tryAcquire(CommandLineFixture.DEV, GONE).orElseThrow();
    StepName first = new StepName("switch-edge");
    backline
        .journal()
        .append(id, lease, new RunStarted(List.of(first, new StepName("drain")), "somebody"));
    backline.journal().append(id, lease, new StepIntended(first));
    // Its heart stopped half a minute ago.
    fixture.clock = java.time.InstantSource.fixed(CommandLineFixture.NOW.plusSeconds(30));
  }
}
