package dev.backline.config.starter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** Decides what a project's first {@code backline.yml} says. */
public final class Starter {

  private static final String MIGRATIONS =
      """
      migrations:
        status: [./migrate, status]
        up: [./migrate, up]
        down: [./migrate, down, --to, '${to}']
      """;

  private static final String TASKS =
      """
      tasks:
        seed: {command: [./seed], afterFirstDeployment: true}
      """;

  private Starter() {}

  /** A commented file that is valid as it stands. */
  public static String yaml(ProjectFacts project) {
    Recipe recipe = Recipes.of(project);
    StarterText file = new StarterText();
    head(file, project, recipe);
    build(file, recipe);
    run(file, recipe);
    database(file, project);
    smoke(file, recipe);
    environments(file);
    return file.toString();
  }

  private static void head(StarterText file, ProjectFacts project, Recipe recipe) {
    file.comment(
        "Written by 'backline init' for "
            + recipe.kind()
            + ". Look at each value, then run 'backline check'.");
    file.comment("All keys: docs/configuration.md.");
    if (!recipe.note().isEmpty()) {
      file.comment(recipe.note());
    }
    file.gap().key("app", appName(project.name()));
  }

  private static void build(StarterText file, Recipe recipe) {
    file.gap().key("build", "");
    file.key("build.command", YamlValue.commands(recipe.build()));
    file.key("build.inputs", YamlValue.list(recipe.inputs()));
    if (!recipe.tools().isEmpty()) {
      file.key("build.tools", YamlValue.lists(recipe.tools()));
    }
    file.gap().key("artifact", "").key("artifact.bundle", "");
    file.key("artifact.bundle.from", YamlValue.text(recipe.from()));
    file.key("artifact.bundle.include", YamlValue.list(recipe.include()));
    file.gap();
    recipe
        .check()
        .ifPresentOrElse(
            command -> {
              file.key("checks", "")
                  .line("  - name: tests")
                  .line("    command: " + YamlValue.commands(command));
              recipe
                  .junit()
                  .ifPresent(
                      junit -> file.line("    reports: {junit: " + YamlValue.text(junit) + "}"));
            },
            () -> file.off("checks", "checks:\n  - {name: tests, command: [./test]}\n"));
  }

  private static void run(StarterText file, Recipe recipe) {
    file.gap().key("run", "");
    file.key("run.command", YamlValue.list(recipe.run()));
    file.key("run.port", recipe.port());
    if (!recipe.env().isEmpty()) {
      file.key("run.env", YamlValue.map(recipe.env()));
    }
    file.key("run.health", "").key("run.health.path", recipe.health());
  }

  private static void database(StarterText file, ProjectFacts project) {
    boolean postgresql = project.mentions("postgres", "psycopg", "\"pg\"");
    List<String> block = new ArrayList<>(List.of("database:", "  engine: postgresql", "  env:"));
    databaseEnv(project).forEach((name, value) -> block.add("    " + name + ": " + value));
    file.gap();
    if (postgresql) {
      file.key("database", "");
      block.stream().skip(1).forEach(file::line);
    } else {
      file.off("database", String.join("\n", block));
    }
    file.gap().off("migrations", MIGRATIONS).gap().off("tasks", TASKS);
  }

  /** Spring Boot has names of its own for this; nearly everybody else reads one address. */
  private static SequencedMap<String, String> databaseEnv(ProjectFacts project) {
    SequencedMap<String, String> env = new LinkedHashMap<>();
    String server = "${database.host}:${database.port}/${database.name}";
    if (project.mentions("spring-boot", "org.springframework.boot")) {
      env.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://" + server);
      env.put("SPRING_DATASOURCE_USERNAME", "${database.user}");
      env.put("SPRING_DATASOURCE_PASSWORD", "${database.password}");
    } else {
      env.put("DATABASE_URL", "postgresql://${database.user}:${database.password}@" + server);
    }
    return env;
  }

  private static void smoke(StarterText file, Recipe recipe) {
    file.gap()
        .key("smoke", "")
        .line("  - name: home")
        .line("    http: {path: " + recipe.health() + ", status: 200}");
    file.gap().key("secrets", "[]");
  }

  private static void environments(StarterText file) {
    file.gap().key("environments", "");
    file.line("  dev:")
        .key("environments.dev.follows", "main")
        .key("environments.dev.deploy", "push");
    file.key("environments.dev.listen", "127.0.0.1:18080");
    file.line("  prod:").key("environments.prod.from", "dev");
    file.key("environments.prod.listen", "127.0.0.1:18090");
    file.key("environments.prod.versions", "{start: v0.1.0}");
    file.key("environments.prod.migrations", "auto");
  }

  /** A directory's name as an app's: what isn't allowed becomes a hyphen. */
  static String appName(String directory) {
    String name =
        directory
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-+$", "");
    String shorter = name.length() > 40 ? name.substring(0, 40).replaceAll("-+$", "") : name;
    return shorter.isEmpty() ? "app" : shorter;
  }
}
