package dev.backline.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.Argv;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.BuildSpec;
import dev.backline.config.Commands;
import dev.backline.config.Glob;
import dev.backline.config.RelativePath;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.CommandOutput;
import dev.backline.host.local.DirectoryTree;
import dev.backline.host.local.LocalHost;
import dev.backline.source.Checkout;
import dev.backline.source.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuilderTest {

  private static final CommitId COMMIT = new CommitId("0123456789012345678901234567890123456789");

  @TempDir Path temp;
  private Path directory;
  private ArtifactStore store;
  private Builder builder;

  @BeforeEach
  void setUp() throws IOException {
    directory = Files.createDirectories(temp.resolve("checkout"));
    store =
        new ArtifactStore(
            temp.resolve("artifacts"), DiskReserve.ofBytes(0), InstantSource.system());
    builder = new Builder(new LocalHost(), store, BuilderTest::noImages);
  }

  @Test
  void storesWhatTheBuildMadeAndTheDeclarationSelects() throws Exception {
    String script =
        "mkdir -p out/lib out/tmp; echo app > out/app.jar; echo lib > out/lib/l.jar;"
            + " echo junk > out/tmp/junk; echo built";
    List<String> output = new CopyOnWriteArrayList<>();

    StoredArtifact artifact = build(script, Duration.ofSeconds(20), output::add, "*.jar", "lib/**");

    assertThat(store.manifest(artifact.digest()).entries())
        .extracting(Entry::path)
        .containsExactly("app.jar", "lib/l.jar");
    assertThat(output).contains("built").anyMatch(line -> line.startsWith("artifact "));
  }

  @Test
  void runsSeveralCommandsInOrderAndSaysEach() throws Exception {
    List<String> output = new CopyOnWriteArrayList<>();

    build(
        Commands.of(Argv.of("mkdir", "out"), Argv.of("cp", "/dev/null", "out/made")),
        Duration.ofSeconds(20),
        output::add,
        "*");

    assertThat(directory.resolve("out/made")).exists();
    assertThat(output).containsSubsequence("> mkdir out", "> cp /dev/null out/made");
  }

  @Test
  void runsNoCommandAfterOneThatFailed() {
    Commands commands =
        Commands.of(
            Argv.of("mkdir", "out"),
            Argv.of("sh", "-c", "echo 'no such package' >&2; exit 1"),
            Argv.of("touch", "out/made"));

    assertThatThrownBy(() -> build(commands, Duration.ofSeconds(20), CommandOutput.ignored(), "*"))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().why()).isEqualTo("no such package"));
    assertThat(directory.resolve("out/made")).doesNotExist();
  }

  @Test
  void severalCommandsShareOneTimeout() {
    Argv most = Argv.of("sleep", "0.7");

    assertThatThrownBy(() ->
            build(Commands.of(most, most), Duration.ofSeconds(1), CommandOutput.ignored(), "*"))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().why()).contains("did not end within 1 s"));
  }

  @Test
  void givesTheBuildALimitedEnvironmentAndNoRepository() throws Exception {
    try (var ignored = outerRepository()) {
      build(
          "mkdir out; env > out/env; git describe --always > out/git 2>&1 || true",
          Duration.ofSeconds(20),
          CommandOutput.ignored(),
          "*");
    }
    List<String> names =
        Files.readAllLines(directory.resolve("out/env")).stream()
            .map(line -> line.replaceFirst("=.*", ""))
            .toList();

    assertThat(names)
        .contains("PATH", "HOME", "CI")
        .isSubsetOf(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "MAVEN_OPTS",
            "CI",
            "BACKLINE_COMMAND",
            "GIT_CEILING_DIRECTORIES",
            "PWD",
            "SHLVL",
            "_",
            "OLDPWD");
    assertThat(directory.resolve("out/git")).content().contains("not a git repository");
  }

  @Test
  void failsWithTheBuildsLastWords() {
    failure("echo working; echo 'cannot find symbol Foo' >&2; exit 7", Duration.ofSeconds(20))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.FAILED_AND_UNDONE))
        .satisfies(e -> assertThat(e.failure().why()).contains("cannot find symbol Foo"));
    assertThat(store.list()).isEmpty();
  }

  @Test
  void saysWhatABuildThatSucceededDidNotMake() {
    failure("true", Duration.ofSeconds(20))
        .satisfies(e -> assertThat(e.failure().why()).contains("made no such directory"));
    failure("mkdir out; echo x > out/app.war", Duration.ofSeconds(20))
        .satisfies(e -> assertThat(e.failure().why()).contains("no file that matches *.jar"));
  }

  @Test
  void killsABuildThatHangsWithAllThatItStarted() throws Exception {
    Path pids = temp.resolve("pids");
    // A child, a grandchild that ignores the polite signal, and one that left the process tree.
    String script =
        "echo $$ >> P; (trap '' TERM; sh -c 'echo $$ >> P; sleep 300' & sleep 300) &"
            + " setsid -f sh -c 'echo $$ >> P; sleep 300 </dev/null >/dev/null 2>&1';"
            + " sleep 300";

    long start = System.nanoTime();
    failure(script.replace("P", pids.toString()), Duration.ofSeconds(1))
        .satisfies(e -> assertThat(e.failure().why()).contains("did not end within 1 s"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(alive(pids)).isEmpty();
    assertThat(Files.readAllLines(pids)).hasSize(3);
  }

  @Test
  void killsWhatAFinishedBuildLeftRunning() throws Exception {
    Path pids = temp.resolve("pids");
    String daemon =
        "mkdir out; echo x > out/app.jar;"
            + " setsid -f sh -c 'echo $$ >> P; exec sleep 300 </dev/null >/dev/null 2>&1';"
            + " while ! test -s P; do sleep 0.05; done";

    build(
        daemon.replace("P", pids.toString()),
        Duration.ofSeconds(20),
        CommandOutput.ignored(),
        "*.jar");

    assertThat(Files.readAllLines(pids)).hasSize(1);
    assertThat(alive(pids)).isEmpty();
  }

  @Test
  void killsTheBuildWhenItsThreadIsInterrupted() throws Exception {
    Path pids = temp.resolve("pids");
    CountDownLatch running = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        Thread.startVirtualThread(() -> {
          try {
            build(
                "echo $$ >> " + pids + "; echo started; sleep 300",
                Duration.ofMinutes(5),
                line -> running.countDown(),
                "*.jar");
          } catch (Throwable e) {
            thrown.set(e);
          }
        });
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(15))).isTrue();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(alive(pids)).isEmpty();
    assertThat(store.list()).isEmpty();
  }

  private StoredArtifact build(
      String script, Duration timeout, CommandOutput output, String... include)
      throws InterruptedException {
    return build(Commands.of(Argv.of("sh", "-c", script)), timeout, output, include);
  }

  private StoredArtifact build(
      Commands commands, Duration timeout, CommandOutput output, String... include)
      throws InterruptedException {
    return builder.build(
        new Checkout(COMMIT, Instant.EPOCH, directory),
        new BuildSpec(commands, List.of(new Glob("**")), List.of(), timeout),
        new ArtifactSpec.Bundle(
            new RelativePath("out"), Arrays.stream(include).map(Glob::new).toList()),
        output);
  }

  private ObjectAssert<BacklineException> failure(String script, Duration timeout) {
    return assertThatThrownBy(() -> build(script, timeout, CommandOutput.ignored(), "*.jar"))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class));
  }

  /** A data directory may lie in somebody's repository; a build must not find that one. */
  private AutoCloseable outerRepository() throws Exception {
    Process init = new ProcessBuilder("git", "init", "-q", temp.toString()).start();
    assertThat(init.waitFor()).isZero();
    return () -> DirectoryTree.delete(temp.resolve(".git"));
  }

  private static List<Long> alive(Path pids) throws IOException {
    return Files.readAllLines(pids).stream()
        .map(pid -> Long.parseLong(pid.strip()))
        .filter(pid -> ProcessHandle.of(pid).filter(BuilderTest::runs).isPresent())
        .toList();
  }

  /** A killed process that its parent has not asked about yet is dead all the same. */
  private static boolean runs(ProcessHandle process) {
    Path status = Path.of("/proc/" + process.pid() + "/stat");
    try {
      return process.isAlive() && !Files.readString(status).matches("(?s)\\d+ \\(.*\\) Z.*");
    } catch (IOException gone) {
      return false;
    }
  }

  private static StoredArtifact noImages(
      Checkout checkout, ArtifactSpec.Image image, CommandOutput output) {
    throw new AssertionError("no image is built here");
  }
}
