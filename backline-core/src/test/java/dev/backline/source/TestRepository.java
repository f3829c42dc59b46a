package dev.backline.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A repository with a working tree, driven by the real git program as its users do. */
public final class TestRepository {

  private final Path directory;
  private int seconds;

  public TestRepository(Path directory) throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    git("init", "-q", "-b", "main");
  }

  public Path directory() {
    return directory;
  }

  public TestRepository write(String path, String content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  public CommitId commit(String message) throws IOException, InterruptedException {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
    return head();
  }

  public CommitId head() throws IOException, InterruptedException {
    return new CommitId(git("rev-parse", "HEAD"));
  }

  /** Pushes a branch to a bare repository. */
  public void push(Path bare, String branch) throws IOException, InterruptedException {
    git("push", "-q", bare.toString(), branch);
  }

  /** Runs git; answers what it printed. Each commit is a second later than the one before. */
  public String git(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(argv).directory(directory.toFile()).redirectErrorStream(true);
    String date = "2026-03-01T10:%02d:%02d+01:00".formatted(seconds / 60, seconds++ % 60);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_SYSTEM", "/dev/null",
                "GIT_AUTHOR_NAME", "Ada",
                "GIT_AUTHOR_EMAIL", "ada@example.test",
                "GIT_COMMITTER_NAME", "Ada",
                "GIT_COMMITTER_EMAIL", "ada@example.test",
                "GIT_AUTHOR_DATE", date,
                "GIT_COMMITTER_DATE", date));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(argv + " said: " + said);
    }
    return said.strip();
  }
}
