package dev.backline.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder under git, whose changes are committed all at once. */
record GitFolder(Path folder) {

  /** Makes a repository of it. */
  static GitFolder in(Path folder) {
    GitFolder made = new GitFolder(folder);
    made.git("init", "--quiet", "--initial-branch=main");
    return made;
  }

  void commit(String subject) {
    git("add", "--all");
    git("-c", "user.name=Tester", "-c", "user.email=tester@example.test", "commit", "-qm", subject);
  }

  private void git(String... words) {
    List<String> argv = Stream.concat(Stream.of("git"), Stream.of(words)).toList();
    Programs.Ended ended = Programs.run(folder, Map.of(), argv);
    if (ended.status() != 0) {
      throw new AssertionError(argv + ": " + ended.output());
    }
  }
}
