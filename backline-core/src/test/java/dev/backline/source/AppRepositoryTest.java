package dev.backline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppName;
import dev.backline.config.BranchName;
import dev.backline.config.VersionTag;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppRepositoryTest {

  private static final AppName APP = new AppName("music-graph");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_800_000));
  private static final VersionTag V1 = new VersionTag("v0.1.0-alpha");

  @TempDir Path temp;
  private Repositories repositories;
  private AppRepository repository;
  private TestRepository work;

  @BeforeEach
  void setUp() throws IOException, InterruptedException {
    repositories = new Repositories(new DataDirectory(temp.resolve("data")));
    repository = repositories.openOrCreate(APP, PushRules.APPEND_ONLY);
    work = new TestRepository(temp.resolve("work"));
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void takesAPushAndReadsTheCommit() throws Exception {
    CommitId id = work.write("a.txt", "a").commit("Add a\n\nBecause it was missing.");
    push("main");

    Commit commit = repository.commit(id);

    assertThat(repository.tip(new BranchName("main"))).contains(id);
    assertThat(commit.subject()).isEqualTo("Add a");
    assertThat(commit.body()).isEqualTo("Because it was missing.");
    assertThat(commit.author()).isEqualTo("Ada");
    assertThat(commit.authorEmail()).isEqualTo("ada@example.test");
    assertThat(commit.committedAt()).isEqualTo(Instant.parse("2026-03-01T09:00:02Z"));
    assertThat(commit.parents()).isEmpty();
  }

  @Test
  void refusesAPushThatLosesCommitsUnlessAllowed() throws Exception {
    CommitId first = work.write("a.txt", "a").commit("First");
    push("main");
    work.git("commit", "-q", "--amend", "-m", "Rewritten");

    assertThatThrownBy(() -> push("+main")).hasMessageContaining("non-fast-forward");
    assertThatThrownBy(() -> push(":main")).hasMessageContaining("deletion prohibited");
    assertThat(repository.tip(new BranchName("main"))).contains(first);

    repositories.openOrCreate(APP, PushRules.REWRITING).close();
    push("+main");
    assertThat(repository.tip(new BranchName("main"))).contains(work.head());
  }

  @Test
  void keepsALogOfWhatBranchesWere() throws Exception {
    work.write("a.txt", "a").commit("First");
    push("main");

    assertThat(repositories.directory(APP).resolve("logs/refs/heads/main")).isNotEmptyFile();
  }

  @Test
  void findsCommitsByBranchFullNameAbbreviationAndTag() throws Exception {
    CommitId id = work.write("a.txt", "a").commit("First");
    push("main");
    repository.tags().create(V1, id, "First release", CLOCK);

    assertThat(repository.resolve("main")).isEqualTo(id);
    assertThat(repository.resolve(id.value())).isEqualTo(id);
    assertThat(repository.resolve(id.value().substring(0, 8))).isEqualTo(id);
    assertThat(repository.resolve("v0.1.0-alpha")).isEqualTo(id);
  }

  @Test
  void saysWhatBranchesThereAreWhenANameStandsForNothing() throws Exception {
    work.write("a.txt", "a").commit("First");
    push("main");

    for (String unknown :
        new String[] {"mian", "1234567", "0123456789012345678901234567890123456789"}) {
      failure(() -> repository.resolve(unknown))
          .accept(failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(failure.tried()).contains(unknown);
            assertThat(failure.why()).contains("has the branches main");
          });
    }
    for (String malformed : new String[] {"main^{", "a..b", "", "@{", "main~x", ":"}) {
      failure(() -> repository.resolve(malformed))
          .accept(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
    }
  }

  @Test
  void saysThatAnAbbreviationStandsForSeveral() throws Exception {
    // Among 1,500 commits, some two share their first 4 digits; the commits are always the same.
    Map<String, String> seen = new HashMap<>();
    String shared = "";
    StringBuilder stream = new StringBuilder();
    for (int i = 1; i <= 1500; i++) {
      stream.append(
          "commit refs/heads/main\nmark :%d\ncommitter A <a@b> %d +0000\ndata 1\n%c\n"
              .formatted(i, i, 'x'));
    }
    Path input = Files.writeString(temp.resolve("stream"), stream);
    ProcessBuilder importer =
        new ProcessBuilder("git", "fast-import", "--quiet")
            .directory(work.directory().toFile())
            .redirectInput(input.toFile());
    assertThat(importer.start().waitFor()).isZero();
    for (String id : work.git("log", "--format=%H", "main").split("\n")) {
      if (seen.putIfAbsent(id.substring(0, 4), id) != null) {
        shared = id.substring(0, 4);
      }
    }
    push("main");
    assertThat(shared).as("two commits that share 4 digits").isNotEmpty();

    String ambiguous = shared;
    failure(() -> repository.resolve(ambiguous))
        .accept(failure -> assertThat(failure.why()).contains("stands for several"));
  }

  @Test
  void readsAFileOfACommitAndNothingElse() throws Exception {
    work.write("backline.yml", "app: müsic\n").write("dir/b.txt", "b");
    Files.createSymbolicLink(work.directory().resolve("link"), Path.of("/etc/passwd"));
    CommitId id = work.commit("First");
    work.write("backline.yml", "app: other\n").commit("Second");
    push("main");

    assertThat(repository.readFile(id, "backline.yml")).contains("app: müsic\n");
    assertThat(repository.readFile(id, "dir/b.txt")).contains("b");
    assertThat(repository.readFile(id, "dir")).isEmpty();
    assertThat(repository.readFile(id, "link")).isEmpty();
    assertThat(repository.readFile(id, "missing")).isEmpty();
  }

  @Test
  void listsWhatAMergeBroughtSinceARelease() throws Exception {
    CommitId released = work.write("a.txt", "a").commit("Released");
    work.git("checkout", "-q", "-b", "feature");
    CommitId one = work.write("f1.txt", "1").commit("Feature one");
    CommitId two = work.write("f2.txt", "2").commit("Feature two");
    work.git("checkout", "-q", "main");
    CommitId fix = work.write("fix.txt", "x").commit("Fix");
    work.git("merge", "-q", "--no-ff", "-m", "Merge feature", "feature");
    CommitId merge = work.head();
    push("main");

    assertThat(repository.commitsSince(Optional.of(released), merge, 100))
        .extracting(Commit::id)
        .startsWith(merge)
        .containsExactlyInAnyOrder(merge, fix, two, one);
    assertThat(repository.commitsSince(Optional.of(released), merge, 100).getFirst().isMerge())
        .isTrue();
    assertThat(repository.commitsSince(Optional.of(fix), merge, 100))
        .extracting(Commit::id)
        .containsExactly(merge, two, one);
    assertThat(repository.commitsSince(Optional.empty(), merge, 2)).hasSize(2);
    assertThat(repository.commitsSince(Optional.of(merge), released, 100)).isEmpty();
    assertThat(repository.contains(merge, one)).isTrue();
    assertThat(repository.contains(fix, one)).isFalse();
  }

  @Test
  void fetchesACommitThatNoBranchNamesFromACheckoutAndFromAWorktree() throws Exception {
    work.write("a.txt", "a").commit("First");
    push("main");
    CommitId detached = work.write("b.txt", "b").commit("Second");
    work.git("checkout", "-q", "--detach");
    work.git("branch", "-q", "-f", "main", "HEAD~1");

    assertThat(repository.has(detached)).isFalse();
    assertThat(repository.fetchFrom(work.directory(), "HEAD")).isEqualTo(detached);
    assertThat(repository.readFile(detached, "b.txt")).contains("b");
    assertThat(repository.fetchFrom(work.directory(), "HEAD")).isEqualTo(detached);

    Path linked = temp.resolve("linked");
    work.git("worktree", "add", "-q", "-b", "other", linked.toString());
    Files.createDirectories(linked.resolve("sub/dir"));
    work.git("-C", linked.toString(), "commit", "-q", "--allow-empty", "-m", "Third");
    CommitId third = new CommitId(work.git("rev-parse", "other"));
    assertThat(repository.fetchFrom(linked.resolve("sub/dir"), "HEAD")).isEqualTo(third);
    assertThat(repository.commit(third).subject()).isEqualTo("Third");
  }

  @Test
  void saysThatADirectoryIsNoRepository() throws Exception {
    Path nowhere = Files.createDirectories(Path.of("/tmp").resolve(temp.getFileName() + "-none"));
    try {
      failure(() -> repository.fetchFrom(nowhere, "HEAD"))
          .accept(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
    } finally {
      Files.delete(nowhere);
    }
  }

  @Test
  void tagsACommitOnceAndForAll() throws Exception {
    CommitId first = work.write("a.txt", "a").commit("First");
    CommitId second = work.write("a.txt", "b").commit("Second");
    push("main");
    AnnotatedTags tags = repository.tags();

    tags.create(V1, first, "First release\n\nWith notes.", CLOCK);
    tags.create(V1, first, "Again, after a crash", CLOCK);

    assertThat(tags.exists(V1)).isTrue();
    assertThat(tags.commitOf(V1)).contains(first);
    assertThat(work.git("-C", repositories.directory(APP).toString(), "cat-file", "-p", V1.value()))
        .contains("object " + first, "type commit", "tagger Backline", "With notes.");
    failure(() -> tags.create(V1, second, "Moved", CLOCK))
        .accept(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED));
    assertThat(tags.commitOf(V1)).contains(first);

    tags.delete(V1, CLOCK);
    tags.delete(V1, CLOCK);
    assertThat(tags.exists(V1)).isFalse();
    assertThat(tags.commitOf(V1)).isEmpty();
  }

  @Test
  void saysThatNothingWasPushedYet() {
    failure(() -> repositories.open(new AppName("unknown")))
        .accept(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  private void push(String branch) throws IOException, InterruptedException {
    work.push(repositories.directory(APP), branch);
  }

  private static Consumer<Consumer<Failure>> failure(ThrowingCallable call) {
    return check ->
        assertThatThrownBy(call)
            .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
            .satisfies(e -> check.accept(e.failure()));
  }
}
