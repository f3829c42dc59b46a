package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void makeACheckout() throws IOException, InterruptedException {
    fixture = new CommandLineFixture(folder);
    Files.writeString(folder.resolve("pom.xml"), "<project><artifactId>a</artifactId></project>");
    Files.writeString(folder.resolve(".gitignore"), "data/\n");
    assertThat(fixture.run("init").status()).isZero();
    git("init", "-q");
    commit("first");
  }

  @Test
  void submitsTheCommitThatIsCheckedOutAndFollowsItsRunToTheEnd() {
    fixture.pipelines = run -> List.of(FakeStep.saying("build-artifact", "hello"));

    var result = fixture.run("deploy", "dev");

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .containsPattern("run #1: deploy commit [0-9a-f]{7} in ")
        .contains("  | hello", "build-artifact done in", "run #1 succeeded");
    assertThat(fixture.backline().runs().newest(1).getFirst().request().requestedBy())
        .isEqualTo("anna on the command line");
  }

  @Test
  void submitsAnOlderCommitThatIsNamedByItsIdOrRelativeToWhatIsCheckedOut() throws Exception {
    String first = output("rev-parse", "HEAD");
    Files.writeString(folder.resolve("later.txt"), "later");
    commit("second");

    assertThat(fixture.run("deploy", "dev", first).status()).isZero();
    assertThat(submitted()).contains(first);

    assertThat(fixture.run("deploy", "dev").status()).isZero();
    assertThat(submitted()).contains(output("rev-parse", "HEAD")).isNotEqualTo(Optional.of(first));

    assertThat(fixture.run("deploy", "dev", "HEAD~1").out())
        .contains("deploy commit " + first.substring(0, 7));
    assertThat(submitted()).contains(first);
  }

  @Test
  void refusesACommitThatIsNotThereAndRunsNothing() {
    var result = fixture.run("deploy", "dev", "no-such-branch");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("no-such-branch");
    assertThat(fixture.backline().runs().newest(1)).isEmpty();
  }

  @Test
  void endsWithTheRunsFailure() {
    Failure failure = Failure.refused("promoting", "it is frozen", "wait until Monday");
    fixture.pipelines = run -> List.of(FakeStep.failing("choose-release", failure));

    var result = fixture.run("promote", "prod");

    assertThat(result.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(result.err()).contains("it is frozen", "next: wait until Monday");
  }

  @Test
  void refusesAnUnknownEnvironmentWithASuggestionAndRunsNothing() {
    var result = fixture.run("deploy", "dve");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("did you mean dev?");
    assertThat(fixture.backline().runs().newest(1)).isEmpty();
  }

  @Test
  void refusesABadVersionBeforeAnythingIsSubmitted() {
    assertThat(fixture.run("promote", "prod", "--version", "3").status())
        .isEqualTo(ExitCode.USAGE.status());
    assertThat(fixture.run("runs").out()).startsWith("No runs yet");
  }

  @Test
  void readsNoSchemaWhereNothingServes() {
    var result = fixture.run("migrate", "dev", "status");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("no release serves there");
    assertThat(fixture.backline().leases().holders()).isEmpty();
  }

  @Test
  void saysWhatToDoOutsideOfACheckout() throws IOException {
    Path elsewhere =
        Files.createDirectory(
            folder.getRoot().resolve(Files.createTempDirectory("no-git")).resolve("x"));
    CommandLineFixture outside = new CommandLineFixture(elsewhere);

    var result = outside.run("deploy", "dev");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("in no git checkout", "backline init");
  }

  /** The commit that the newest run is to deploy. */
  private Optional<String> submitted() {
    return Optional.ofNullable(
        fixture.backline().runs().newest(1).getFirst().request().parameters().get("commit"));
  }

  private void commit(String subject) throws InterruptedException {
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.test", "commit", "-q", "-m", subject);
  }

  private void git(String... arguments) throws InterruptedException {
    assertThat(ended(arguments).succeeded()).isTrue();
  }

  private String output(String... arguments) throws InterruptedException {
    return ended(arguments).stdout().getFirst();
  }

  private CommandResult ended(String... arguments) throws InterruptedException {
    List<String> argv = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
    argv.addAll(List.of(arguments));
    return new LocalHost().run(HostCommand.of(argv));
  }
}
