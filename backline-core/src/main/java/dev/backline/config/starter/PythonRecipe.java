package dev.backline.config.starter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Projects with a {@code requirements.txt}, a {@code pyproject.toml} or Django's {@code manage.py}.
 */
final class PythonRecipe {

  private static final String LIBRARIES = "packages";

  private PythonRecipe() {}

  static Recipe of(ProjectFacts project) {
    List<String> wanted =
        project.has("requirements.txt") ? List.of("-r", "requirements.txt") : List.of(".");
    return new Recipe(
        "Python",
        "Libraries are installed into the bundle, where PYTHONPATH finds them; no virtual"
            + " environment moves to the host.",
        List.of(
            Stream.concat(
                    Stream.of("python3", "-m", "pip", "install", "--quiet", "--target", LIBRARIES),
                    wanted.stream())
                .toList()),
        Recipes.allOf(project),
        List.of(List.of("python3", "--version")),
        ".",
        Stream.concat(Recipes.allOf(project).stream(), Stream.of(LIBRARIES + "/**"))
            .distinct()
            .toList(),
        tests(project),
        Optional.empty(),
        command(project),
        "PORT",
        Map.of("PYTHONPATH", LIBRARIES),
        "/");
  }

  private static Optional<List<List<String>>> tests(ProjectFacts project) {
    if (project.has("manage.py")) {
      return Optional.of(List.of(List.of("python3", "manage.py", "test")));
    }
    return project.mentions("pytest")
        ? Optional.of(List.of(List.of("python3", "-m", "pytest")))
        : Optional.empty();
  }

  private static List<String> command(ProjectFacts project) {
    Optional<String> web = project.find("Procfile", "^web:\\s*([^|&;<>`*?]+)$");
    if (web.isPresent()) {
      return List.of(web.get().strip().replaceAll("\\$\\{?PORT\\b\\}?", "\\${port}").split("\\s+"));
    }
    if (project.has("manage.py")) {
      return List.of("python3", "manage.py", "runserver", "--noreload", "127.0.0.1:${port}");
    }
    String main =
        Stream.of("main.py", "app.py", "server.py", "wsgi.py")
            .filter(project::has)
            .findFirst()
            .orElse("main.py");
    return List.of("python3", main);
  }
}
