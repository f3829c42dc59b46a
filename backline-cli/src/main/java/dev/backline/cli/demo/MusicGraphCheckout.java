package dev.backline.cli.demo;

import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A developer's checkout of Music Graph: a git repository of its own, committed to and pushed with
 * git itself.
 */
final class MusicGraphCheckout {

  private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", ".git");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final LocalHost host = new LocalHost();
  private final Path directory;

  private MusicGraphCheckout(Path directory) {
    this.directory = directory;
  }

  /** Copies the sources and commits them as the first commit of a new repository. */
  static MusicGraphCheckout copy(Path sources, Path directory, Map<String, String> listen)
      throws IOException, InterruptedException {
    copyTree(sources, directory);
    listenOn(directory.resolve("backline.yml"), listen);
    MusicGraphCheckout checkout = new MusicGraphCheckout(directory);
    checkout.git("init", "--quiet", "--initial-branch=main");
    checkout.commit("Music Graph, first edition");
    return checkout;
  }

  Path directory() {
    return directory;
  }

  void commit(String message) throws InterruptedException {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  }

  /** Applies a change that comes with the demo. */
  void apply(String patch) throws IOException, InterruptedException {
    Path file = Files.createTempFile("backline-demo", ".patch");
    try (InputStream content = MusicGraphCheckout.class.getResourceAsStream(patch)) {
      if (content == null) {
        throw new IllegalStateException("the demo has no " + patch);
      }
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
      git("apply", "--whitespace=nowarn", file.toString());
    } finally {
      Files.delete(file);
    }
  }

  String head() throws InterruptedException {
    return git("rev-parse", "HEAD").stdout().getFirst();
  }

  /**
   * Pushes; returns what the other side said. The token goes by the environment, never as an
   * argument.
   */
  List<String> push(String url, Secret token) throws InterruptedException {
    String basic =
        Base64.getEncoder()
            .encodeToString(("demo:" + token.reveal()).getBytes(StandardCharsets.UTF_8));
    Map<String, Secret> variables = new LinkedHashMap<>();
    variables.put("GIT_CONFIG_COUNT", Secret.of("1"));
    variables.put("GIT_CONFIG_KEY_0", Secret.of("http.extraHeader"));
    variables.put("GIT_CONFIG_VALUE_0", Secret.of("Authorization: Basic " + basic));
    variables.put("GIT_TERMINAL_PROMPT", Secret.of("0"));
    CommandResult result = run(variables, List.of("push", "--quiet", url, "HEAD:main"));
    return result.stderr().stream()
        .filter(line -> line.startsWith("remote: "))
        .map(line -> line.substring("remote: ".length()).strip())
        .toList();
  }

  /** The tags that Backline made, fetched from it. */
  Optional<String> tagMessage(Path repository, String tag) throws InterruptedException {
    CommandResult result =
        host.run(
            HostCommand.of(
                    "git",
                    "--git-dir",
                    repository.toString(),
                    "tag",
                    "--list",
                    // A tag that is not annotated would give the commit's message.
                    "--format=%(if:equals=tag)%(objecttype)%(then)%(contents)%(end)",
                    tag)
                .within(LIMIT));
    return Optional.of(String.join("\n", result.stdout())).filter(text -> !text.isBlank());
  }

  private CommandResult git(String... arguments) throws InterruptedException {
    return run(
        Map.of(
            "GIT_AUTHOR_NAME", Secret.of("Demo"),
            "GIT_AUTHOR_EMAIL", Secret.of("demo@localhost"),
            "GIT_COMMITTER_NAME", Secret.of("Demo"),
            "GIT_COMMITTER_EMAIL", Secret.of("demo@localhost")),
        List.of(arguments));
  }

  private CommandResult run(Map<String, Secret> variables, List<String> arguments)
      throws InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(arguments);
    CommandResult result =
        host.run(HostCommand.of(argv).in(directory).with(variables).within(LIMIT));
    if (!result.succeeded()) {
      throw Failure.undone(
              "running git " + arguments.getFirst() + " in " + directory,
              String.join("\n", result.stderr()),
              "see that git works there")
          .toException();
    }
    return result;
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(path -> isSource(from.relativize(path))).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static boolean isSource(Path relative) {
    for (Path part : relative) {
      if (NOT_SOURCES.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }

  private static void listenOn(Path config, Map<String, String> listen) throws IOException {
    String text = Files.readString(config);
    for (Map.Entry<String, String> replaced : listen.entrySet()) {
      text = text.replace(replaced.getKey(), replaced.getValue());
    }
    Files.writeString(config, text);
  }
}
