package dev.backline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppName;
import dev.backline.config.Argv;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.BuildSpec;
import dev.backline.config.Commands;
import dev.backline.config.Glob;
import dev.backline.config.RelativePath;
import dev.backline.config.SourceUrl;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.local.LocalHost;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputHasherTest {

  private static final Argv MAKE = Argv.of("make");
  private static final ArtifactSpec BUNDLE = bundle("target", "*.jar");

  @TempDir Path temp;
  private AppRepository repository;
  private TestRepository work;
  private final ToolVersions tools = new ToolVersions(new LocalHost());

  @BeforeEach
  void setUp() throws IOException, InterruptedException {
    repository =
        new Repositories(new DataDirectory(temp.resolve("data")))
            .openOrCreate(new AppName("app"), PushRules.APPEND_ONLY);
    work = new TestRepository(temp.resolve("work"));
    work.write("src/A.java", "a").write("src/deep/B.java", "b").write("pom.xml", "p");
    work.write("README.md", "read me").commit("First");
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void changesWithContentPathAndModeOfAMatchingFile() throws Exception {
    InputHash first = hash("src/**", "pom.xml");

    work.write("src/deep/B.java", "b2").commit("Content");
    InputHash content = hash("src/**", "pom.xml");
    work.git("mv", "src/A.java", "src/C.java");
    work.commit("Path");
    InputHash path = hash("src/**", "pom.xml");
    work.git("update-index", "--chmod=+x", "src/C.java");
    work.git("commit", "-q", "-m", "Mode");
    InputHash mode = hash("src/**", "pom.xml");

    assertThat(List.of(first, content, path, mode)).doesNotHaveDuplicates();
  }

  @Test
  void staysWhenNothingRelevantChanges() throws Exception {
    InputHash first = hash("src/**", "pom.xml");
    work.write("README.md", "read this").write("docs/x.md", "x").commit("Docs only");

    assertThat(hash("src/**", "pom.xml")).isEqualTo(first);
    assertThat(hash("pom.xml", "src/**")).as("order of the globs").isEqualTo(first);
  }

  @Test
  void isTheSameForAMergeThatBringsNoRelevantChange() throws Exception {
    work.git("checkout", "-q", "-b", "docs");
    work.write("README.md", "better").commit("Docs");
    work.git("checkout", "-q", "main");
    work.write("src/A.java", "a2").commit("Code");
    InputHash before = hash("src/**");

    work.git("merge", "-q", "--no-ff", "-m", "Merge docs", "docs");

    assertThat(hash("src/**")).isEqualTo(before);
  }

  @Test
  void changesWithAMergeThatBringsARelevantChangeFromEitherSide() throws Exception {
    work.git("checkout", "-q", "-b", "feature");
    work.write("src/F.java", "f").commit("Feature");
    InputHash feature = hash("src/**");
    work.git("checkout", "-q", "main");
    work.write("README.md", "better").commit("Docs");
    InputHash main = hash("src/**");

    work.git("merge", "-q", "--no-ff", "-m", "Merge feature", "feature");

    assertThat(hash("src/**")).isNotEqualTo(main).isEqualTo(feature);
  }

  @Test
  void changesWithAMergeWhoseResultIsOnNeitherSide() throws Exception {
    work.git("checkout", "-q", "-b", "feature");
    work.write("src/A.java", "theirs").commit("Theirs");
    InputHash theirs = hash("src/**");
    work.git("checkout", "-q", "main");
    work.write("src/A.java", "ours").commit("Ours");
    InputHash ours = hash("src/**");
    assertThatThrownBy(() -> work.git("merge", "-q", "feature")).hasMessageContaining("conflict");
    work.write("src/A.java", "both").commit("Merge with a resolution of its own");

    assertThat(hash("src/**")).isNotEqualTo(ours).isNotEqualTo(theirs);
  }

  @Test
  void returnsToTheEarlierHashWhenAChangeIsReverted() throws Exception {
    InputHash first = hash("src/**");
    work.write("src/A.java", "bad").commit("Bad");
    work.git("revert", "--no-edit", "HEAD");

    assertThat(hash("src/**")).isEqualTo(first);
  }

  /** It is told in the image. */
  @Test
  void changesWithWhereTheRepositoryIsFound() throws Exception {
    CommitId id = fetched();
    BuildSpec build = build(MAKE, List.of(new Glob("src/**")));

    assertThat(
            List.of(
                hash(id, build, image("")),
                hash(id, build, image("https://example.com/a")),
                hash(id, build, image("https://example.com/b"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void changesWithTheCommandTheBundleAndTheTools() throws Exception {
    CommitId id = fetched();
    List<Glob> inputs = List.of(new Glob("src/**"));
    Argv tool = Argv.of("java", "-version");

    assertThat(
            List.of(
                hash(id, build(MAKE, inputs), BUNDLE),
                hash(id, build(Argv.of("make", "-j"), inputs), BUNDLE),
                hash(id, build(Commands.of(MAKE, MAKE), inputs), BUNDLE),
                hash(id, build(Commands.of(MAKE, Argv.of("-j")), inputs), BUNDLE),
                hash(id, build(Commands.of(Argv.of("-j"), MAKE), inputs), BUNDLE),
                hash(id, build(MAKE, inputs), bundle("out", "*.jar")),
                hash(id, build(MAKE, inputs), bundle("target", "*.war")),
                hash(id, build(MAKE, inputs, tool), BUNDLE)))
        .doesNotHaveDuplicates();
  }

  @Test
  void changesWhenAToolIsReplaced() throws Exception {
    Path script = tool("1.0");
    CommitId id = fetched();
    BuildSpec build = build(MAKE, List.of(new Glob("src/**")), Argv.of(script.toString()));
    InputHash before = hash(id, build, BUNDLE);
    assertThat(hash(id, build, BUNDLE)).isEqualTo(before);

    tool("1.0.1");

    assertThat(hash(id, build, BUNDLE)).isNotEqualTo(before);
  }

  @Test
  void asksAToolOnceForAsLongAsItsFileStaysTheSame() throws Exception {
    Path asked = temp.resolve("asked");
    Path script = temp.resolve("counting");
    Files.writeString(script, "#!/bin/sh\necho x >> " + asked + "\necho 1.0\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();

    for (int i = 0; i < 3; i++) {
      assertThat(tools.of(Argv.of(script.toString()))).isEqualTo("1.0");
    }
    assertThat(Files.readAllLines(asked)).hasSize(1);

    Files.writeString(script, "#!/bin/sh\necho x >> " + asked + "\necho 1.1\n");
    Files.setLastModifiedTime(script, FileTime.fromMillis(5));
    assertThat(tools.of(Argv.of(script.toString()))).isEqualTo("1.1");

    ToolVersions searching = new ToolVersions(new LocalHost(), Optional.of("/nowhere:/usr/bin"));
    assertThat(searching.of(Argv.of("git", "--version"))).startsWith("git version");
  }

  @Test
  void saysWhichGlobMatchesNothing() throws Exception {
    CommitId id = fetched();
    BuildSpec build =
        build(MAKE, List.of(new Glob("src/**"), new Glob("sr/**"), new Glob("pom.xm")));

    assertThatThrownBy(() -> hash(id, build, BUNDLE))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.USAGE))
        .satisfies(e -> assertThat(e.failure().why()).endsWith("sr/**, pom.xm"));
  }

  @Test
  void saysThatAToolIsMissing() throws Exception {
    CommitId id = fetched();
    BuildSpec build = build(MAKE, List.of(new Glob("src/**")), Argv.of("no-such-tool", "-V"));

    assertThatThrownBy(() -> hash(id, build, BUNDLE))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE));
  }

  @Test
  void takesMillisecondsForTwoThousandFiles() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      work.write("src/p%d/q%d/File%d.java".formatted(i % 40, i % 7, i), "class File" + i);
    }
    work.commit("Many files");
    CommitId id = fetched();
    BuildSpec build = build(MAKE, List.of(new Glob("src/**"), new Glob("pom.xml")));
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      hash(id, build, BUNDLE);
      best = Math.min(best, System.nanoTime() - start);
    }
    long start = System.nanoTime();
    Checkout.of(repository, id, temp.resolve("out"));
    System.out.printf(
        "2,000 files: hashed in %d ms, checked out in %d ms%n",
        Duration.ofNanos(best).toMillis(), Duration.ofNanos(System.nanoTime() - start).toMillis());

    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(50));
  }

  private InputHash hash(String... globs) throws Exception {
    List<Glob> inputs = Arrays.stream(globs).map(Glob::new).toList();
    return hash(fetched(), build(MAKE, inputs), BUNDLE);
  }

  private InputHash hash(CommitId id, BuildSpec build, ArtifactSpec artifact)
      throws InterruptedException {
    return new InputHasher(tools).hash(repository, id, build, artifact);
  }

  private CommitId fetched() {
    return repository.fetchFrom(work.directory(), "HEAD");
  }

  private Path tool(String version) throws IOException {
    Path script = temp.resolve("tool");
    Files.writeString(script, "#!/bin/sh\necho " + version + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private static BuildSpec build(Argv command, List<Glob> inputs, Argv... tools) {
    return build(Commands.of(command), inputs, tools);
  }

  private static BuildSpec build(Commands commands, List<Glob> inputs, Argv... tools) {
    return new BuildSpec(commands, inputs, List.of(tools), Duration.ofMinutes(1));
  }

  private static ArtifactSpec image(String source) {
    return new ArtifactSpec.Dockerfile(
        new RelativePath("Dockerfile"),
        new RelativePath("."),
        Optional.empty(),
        Optional.of(source).filter(url -> !url.isEmpty()).map(SourceUrl::new));
  }

  private static ArtifactSpec bundle(String from, String include) {
    return new ArtifactSpec.Bundle(new RelativePath(from), List.of(new Glob(include)));
  }
}
