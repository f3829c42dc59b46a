package dev.backline.cli;

import dev.backline.cli.session.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The commands, in the order of the help. A new one is added here. */
enum Commands {
  INIT(InitCommand::new),
  CHECK(CheckCommand::new),
  DOCTOR(DoctorCommand::new),
  PLAN(PlanCommand::new),
  LINT(LintCommand::new),
  DEPLOY(DeployCommand::new),
  PROMOTE(PromoteCommand::new),
  ROLLBACK(RollbackCommand::new),
  MIGRATE(MigrateCommand::new),
  APP(AppCommand::of),
  MAINTENANCE(MaintenanceCommand::new),
  STATUS(StatusCommand::of),
  RELEASES(ReleasesCommand::new),
  RUNS(RunsCommand::new),
  RUN(RunCommand::new),
  PROOF(ProofCommand::new),
  LOGS(LogsCommand::new),
  EXEC(ExecCommand::new),
  CONSOLE(ConsoleCommand::new),
  ENV(EnvCommand::new),
  RENDER(RenderCommand::of),
  EVENTS(EventsCommand::new),
  SECRET(SecretCommand::of),
  HOST(HostCommand::of),
  PROVISION(ProvisionCommand::new),
  IMAGES(ImagesCommand::new),
  TOKEN(TokenCommand::new),
  SERVE(ServeCommand::new),
  DEMO(DemoCommand::new),
  COMPLETION(CompletionCommand::new);

  private final Function<Session, Object> maker;

  Commands(Function<Session, Object> maker) {
    this.maker = maker;
  }

  /** An object that picocli takes as a command. */
  Object make(Session session) {
    return maker.apply(session);
  }

  static List<Commands> all() {
    return List.of(values());
  }

  /**
   * Those that are needed to read this command line: the one that it names, else all. picocli takes
   * some milliseconds to look at each.
   */
  static List<Commands> needed(String... args) {
    List<String> words = new ArrayList<>(Arrays.asList(args));
    if (words.equals(List.of("--version"))) {
      return List.of();
    }
    int data = words.indexOf("--data");
    if (data >= 0 && data + 1 < words.size()) {
      words.remove(data + 1);
    }
    Optional<Commands> named =
        words.stream()
            .flatMap(word -> all().stream().filter(one -> one.word().equals(word)))
            .findFirst();
    return named.filter(one -> one != COMPLETION).map(List::of).orElseGet(Commands::all);
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
