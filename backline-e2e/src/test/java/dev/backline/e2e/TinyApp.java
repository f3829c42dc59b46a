package dev.backline.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A user's git repository of an app that builds and starts in a moment and misbehaves as it is told
 * to. The files are in {@code src/test/resources/tiny-app}.
 */
final class TinyApp {

  static final String NAME = "tiny";

  private static final Map<String, String> GIT =
      Map.ofEntries(
          Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
          Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
          Map.entry("GIT_TERMINAL_PROMPT", "0"),
          Map.entry("GIT_AUTHOR_NAME", "Tester"),
          Map.entry("GIT_AUTHOR_EMAIL", "tester@example.test"),
          Map.entry("GIT_COMMITTER_NAME", "Tester"),
          Map.entry("GIT_COMMITTER_EMAIL", "tester@example.test"));

  private final Path repository;

  private TinyApp(Path repository) {
    this.repository = repository;
  }

  /** A repository with one commit on {@code main}. */
  static TinyApp in(Path repository, int devPort, int prodPort) {
    try {
      copy(repository);
      Path classes = Files.createDirectories(repository.resolve("classes"));
      compile(repository.resolve("Tiny.java"), classes);
      TinyApp app = new TinyApp(repository);
      app.behaviour("");
      app.edit(
          "backline.yml",
          text ->
              text.replace("@DEV@", Integer.toString(devPort))
                  .replace("@PROD@", Integer.toString(prodPort)));
      app.git("init", "--quiet", "--initial-branch=main");
      app.commit("The tiny app");
      return app;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path to) throws IOException {
    Path from;
    try {
      from = Path.of(TinyApp.class.getResource("/tiny-app/backline.yml").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path path : all) {
      Path copy = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(path, copy);
      }
    }
  }

  static void compile(Path source, Path classes) {
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    if (status != 0) {
      throw new AssertionError(source + " does not compile");
    }
  }

  Path repository() {
    return repository;
  }

  /** Replaces what the app is told to do wrong: lines {@code key=value}; see Tiny.java. */
  TinyApp behaviour(String lines) {
    return write("behaviour.properties", lines + "\n");
  }

  /** Adds a migration {@code id} that makes a table. */
  TinyApp migration(String id, String table) {
    return migration(id, "create table " + table + " (id int);", "drop table " + table + ";");
  }

  TinyApp migration(String id, String up, String down) {
    write("migrations/" + id + ".up.sql", up + "\n");
    return write("migrations/" + id + ".down.sql", down + "\n");
  }

  TinyApp edit(String file, UnaryOperator<String> change) {
    try {
      Path path = repository.resolve(file);
      String before = Files.readString(path);
      String after = change.apply(before);
      if (after.equals(before)) {
        throw new AssertionError("the change of " + file + " changes nothing");
      }
      return write(file, after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TinyApp write(String file, String text) {
    try {
      Path path = repository.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TinyApp delete(String file) {
    try {
      Files.delete(repository.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits everything that changed; gives the commit's id. */
  String commit(String subject) {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message=" + subject);
    return head();
  }

  /**
   * Forgets what was not pushed, and makes the files as they were at that commit, to be committed
   * on top of what was pushed.
   */
  void restore(String commit) {
    git("reset", "--quiet", "--hard", "pushed");
    git("read-tree", "--reset", "-u", commit);
  }

  String head() {
    return git("rev-parse", "HEAD").strip();
  }

  String git(String... words) {
    Programs.Ended ended = tryGit(Map.of(), words);
    if (ended.status() != 0) {
      throw new AssertionError("git " + List.of(words) + " failed: " + ended.output());
    }
    return ended.output();
  }

  /** A push of a branch or refspec, which may be refused. */
  Programs.Ended push(String url, String token, String refspec) {
    String basic =
        java.util.Base64.getEncoder()
            .encodeToString(("git:" + token).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    // In the environment, so that the token is in no list of processes.
    Map<String, String> variables =
        Map.of(
            "GIT_CONFIG_COUNT",
            "2",
            "GIT_CONFIG_KEY_0",
            "http.extraHeader",
            "GIT_CONFIG_VALUE_0",
            "Authorization: Basic " + basic,
            "GIT_CONFIG_KEY_1",
            "http.proxy",
            "GIT_CONFIG_VALUE_1",
            "");
    Programs.Ended ended = tryGit(variables, "push", url + "/git/" + NAME + ".git", refspec);
    if (ended.status() == 0) {
      git("tag", "--force", "pushed");
    }
    return ended;
  }

  private Programs.Ended tryGit(Map<String, String> variables, String... words) {
    Map<String, String> all = new java.util.HashMap<>(GIT);
    all.putAll(variables);
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return Programs.run(repository, all, command);
  }
}
