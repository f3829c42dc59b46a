package dev.backline.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppName;
import dev.backline.failure.BacklineException;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {

  @TempDir Path temp;
  private AppRepository repository;
  private TestRepository work;

  @BeforeEach
  void setUp() throws IOException, InterruptedException {
    repository =
        new Repositories(new DataDirectory(temp.resolve("data")))
            .openOrCreate(new AppName("app"), PushRules.APPEND_ONLY);
    work = new TestRepository(temp.resolve("work"));
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void writesContentsModesAndLinksExactly() throws Exception {
    byte[] binary = new byte[100_000];
    new Random(1).nextBytes(binary);
    work.write("crlf.txt", "a\r\nb\n").write("deep/er/ünïcode ☃.txt", "x").write("empty", "");
    work.write("run.sh", "#!/bin/sh\n");
    Files.write(work.directory().resolve("binary"), binary);
    assertThat(work.directory().resolve("run.sh").toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(work.directory().resolve("link"), Path.of("deep/er"));
    work.write(".gitattributes", "*.txt text eol=crlf\n");
    CommitId id = work.commit("First");
    repository.fetchFrom(work.directory(), "HEAD");

    Path out = Checkout.of(repository, id, temp.resolve("out")).directory();

    // With "text", git stores LF; a checkout with filters would write CRLF again.
    assertThat(out.resolve("crlf.txt")).hasBinaryContent("a\nb\n".getBytes(UTF_8));
    assertThat(out.resolve("deep/er/ünïcode ☃.txt")).hasContent("x");
    assertThat(out.resolve("empty")).isEmptyFile();
    assertThat(out.resolve("binary")).hasBinaryContent(binary);
    assertThat(out.resolve("run.sh")).isExecutable();
    assertThat(Files.isExecutable(out.resolve("empty"))).isFalse();
    assertThat(Files.readSymbolicLink(out.resolve("link"))).isEqualTo(Path.of("deep/er"));
    assertThat(out.resolve(".git")).doesNotExist();
    assertThat(FileTree.list(out)).hasSize(7);
  }

  @Test
  void givesEveryCheckoutOfACommitTheSameFilesWhateverIsInTheWorkingTree() throws Exception {
    CommitId id = work.write("a.txt", "committed").commit("First");
    repository.fetchFrom(work.directory(), "HEAD");
    work.write("a.txt", "not committed").write("new.txt", "not added");

    Path out = Checkout.of(repository, id, temp.resolve("out")).directory();

    assertThat(out.resolve("a.txt")).hasContent("committed");
    assertThat(out.resolve("new.txt")).doesNotExist();
  }

  @Test
  void refusesADirectoryThatHoldsSomething() throws Exception {
    CommitId id = work.write("a.txt", "a").commit("First");
    repository.fetchFrom(work.directory(), "HEAD");
    Path out = Files.createDirectories(temp.resolve("out"));
    Files.writeString(out.resolve("stale.class"), "stale");

    assertThatThrownBy(() -> Checkout.of(repository, id, out))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void refusesCraftedTreesThatWouldWriteElsewhere() throws Exception {
    Path victim = Files.createDirectories(temp.resolve("victim"));
    try (ObjectInserter inserter = repository.git().newObjectInserter()) {
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, new byte[] {1});
      ObjectId link = inserter.insert(Constants.OBJ_BLOB, victim.toString().getBytes(UTF_8));
      TreeFormatter inner = new TreeFormatter();
      inner.append("f", FileMode.REGULAR_FILE, blob);
      ObjectId innerTree = inserter.insert(inner);

      TreeFormatter linkThenDirectory = new TreeFormatter();
      linkThenDirectory.append("a", FileMode.SYMLINK, link);
      linkThenDirectory.append("a", FileMode.TREE, innerTree);
      TreeFormatter dotDot = new TreeFormatter();
      dotDot.append("..", FileMode.TREE, innerTree);
      TreeFormatter dotGit = new TreeFormatter();
      dotGit.append(".git", FileMode.TREE, innerTree);

      int n = 0;
      for (TreeFormatter crafted : new TreeFormatter[] {linkThenDirectory, dotDot, dotGit}) {
        CommitId id = commitOf(inserter, inserter.insert(crafted));
        Path out = temp.resolve("out" + n++);
        assertThatThrownBy(() -> Checkout.of(repository, id, out))
            .isInstanceOf(BacklineException.class);
        assertThat(out.resolve("../f")).doesNotExist();
      }
    }
    assertThat(victim).isEmptyDirectory();
  }

  @Test
  void stopsWhenInterrupted() throws Exception {
    CommitId id = work.write("a.txt", "a").commit("First");
    repository.fetchFrom(work.directory(), "HEAD");

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Checkout.of(repository, id, temp.resolve("out")))
        .isInstanceOf(InterruptedException.class);
  }

  private static CommitId commitOf(ObjectInserter inserter, ObjectId tree) throws IOException {
    CommitBuilder builder = new CommitBuilder();
    builder.setTreeId(tree);
    builder.setAuthor(new PersonIdent("a", "a@b"));
    builder.setCommitter(new PersonIdent("a", "a@b"));
    builder.setMessage("crafted");
    ObjectId id = inserter.insert(builder);
    inserter.flush();
    return new CommitId(id.name());
  }
}
