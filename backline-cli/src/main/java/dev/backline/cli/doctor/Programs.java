package dev.backline.cli.doctor;

import dev.backline.artifact.image.BuildCommands;
import dev.backline.config.AppConfig;
import dev.backline.config.Argv;
import dev.backline.config.ArtifactSpec;
import dev.backline.database.cluster.PostgresBinaries;
import dev.backline.database.cluster.PostgresInstallations;
import dev.backline.failure.BacklineException;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The programs that Backline and the app's own commands need. */
final class Programs {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int JDK = 25;
  private static final String ENGINE = "container engine";

  private final Host host;
  private final Map<String, String> variables;

  /**
   * @param variables of the user who asks
   */
  Programs(Host host, Map<String, String> variables) {
    this.host = host;
    this.variables = Map.copyOf(variables);
  }

  List<Finding> look(Optional<AppConfig> config, Optional<Path> checkout)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(jdk());
    findings.add(git());
    findings.add(postgres());
    if (config.isPresent()) {
      if (config.get().artifact() instanceof ArtifactSpec.Dockerfile) {
        findings.add(engine());
      }
      Stream<Argv> commands =
          Stream.concat(
              config.get().build().command().inOrder().stream(),
              config.get().checks().stream().flatMap(check -> check.command().inOrder().stream()));
      for (String program : new TreeSet<>(commands.map(Argv::program).toList())) {
        findings.add(ofTheApp(program, checkout));
      }
    }
    return findings;
  }

  private static Finding jdk() {
    int feature = Runtime.version().feature();
    return feature == JDK
        ? Finding.fine("JDK", Runtime.version() + " in " + System.getProperty("java.home"))
        : Finding.unfit("JDK", "it is " + feature, "install a JDK 25");
  }

  private Finding git() throws InterruptedException {
    if (find("git").isEmpty()) {
      return Finding.unfit("git", "not on PATH", "sudo apt-get install -y git");
    }
    CommandResult result = host.run(HostCommand.of("git", "--version").within(LIMIT));
    return result.succeeded()
        ? Finding.fine("git", String.join(" ", result.stdout()))
        : Finding.unfit("git", "it does not run", "sudo apt-get install -y --reinstall git");
  }

  private Finding postgres() throws InterruptedException {
    try {
      PostgresBinaries binaries = PostgresInstallations.of(host).newest();
      return Finding.fine("PostgreSQL", binaries.major() + " in " + binaries.directory());
    } catch (BacklineException e) {
      return Finding.unfit("PostgreSQL", e.failure());
    }
  }

  /** What builds an image from the app's Dockerfile. */
  private Finding engine() throws InterruptedException {
    BuildCommands commands =
        BuildCommands.ofThisMachine(program -> find(program).isPresent(), variables);
    String program = commands.engine().getFirst();
    Optional<Path> found = find(program);
    if (found.isEmpty()) {
      return Finding.unfit(
          ENGINE,
          "neither docker nor podman is on PATH; the app's image is built by one of them",
          "sudo apt-get install -y docker.io");
    }
    CommandResult result = host.run(commands.version().within(LIMIT));
    return result.succeeded()
        ? Finding.fine(ENGINE, found.get().toString())
        : Finding.unfit(
            ENGINE,
            program + ": " + result.lastWords(),
            "see that it runs, and that this user may use it: " + program + " version");
  }

  /** A program that a build or a check starts: on PATH, or in the checkout itself. */
  private Finding ofTheApp(String program, Optional<Path> checkout) {
    if (program.contains("/")) {
      boolean there = checkout.map(root -> Files.isExecutable(root.resolve(program))).orElse(true);
      return there
          ? Finding.fine(program, "in the checkout")
          : Finding.unfit(
              program, "not there or not executable", "add it, or run: chmod +x " + program);
    }
    return find(program)
        .map(found -> Finding.fine(program, found.toString()))
        .orElseGet(() ->
            Finding.unfit(program, "not on PATH; the app is built with it", "install " + program));
  }

  private Optional<Path> find(String program) {
    return Stream.of(variables.getOrDefault("PATH", "").split(":"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
