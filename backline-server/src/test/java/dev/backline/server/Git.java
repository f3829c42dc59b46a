package dev.backline.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The git program in one checkout, with nothing of the user's configuration. */
record Git(Path checkout) {

  /** How a command ended and all that it said. */
  record Said(int status, String text) {}

  static Git init(Path checkout) throws Exception {
    Files.createDirectories(checkout);
    Git git = new Git(checkout);
    git.must("init", "-q", "-b", "main");
    return git;
  }

  Git write(String file, String text) throws IOException {
    Files.writeString(checkout.resolve(file), text);
    return this;
  }

  /** The new commit's name. */
  String commit(String message) throws Exception {
    must("add", "-A");
    must("commit", "-q", "--allow-empty", "-m", message);
    return must("rev-parse", "HEAD").strip();
  }

  String must(String... arguments) throws Exception {
    Said said = run(arguments);
    if (said.status() != 0) {
      throw new IllegalStateException(List.of(arguments) + ": " + said.text());
    }
    return said.text();
  }

  Said run(String... arguments) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"));
    words.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(checkout.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_SYSTEM", "/dev/null",
                "GIT_TERMINAL_PROMPT", "0",
                "LC_ALL", "C"));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("git does not end: " + text);
    }
    return new Said(process.exitValue(), text);
  }
}
