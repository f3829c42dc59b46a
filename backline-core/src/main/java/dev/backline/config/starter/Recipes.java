package dev.backline.config.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decides by a project's files which recipe is its own. */
final class Recipes {

  private static final String TO_FILL_IN =
      "Backline doesn't know this kind of project: put its own commands in.";

  private Recipes() {}

  static Recipe of(ProjectFacts project) {
    if (project.has("pom.xml")) {
      return JavaRecipes.maven(project);
    }
    if (Stream.of("build.gradle", "build.gradle.kts", "settings.gradle.kts")
        .anyMatch(project::has)) {
      return JavaRecipes.gradle(project);
    }
    if (project.has("package.json")) {
      return NodeRecipe.of(project);
    }
    if (Stream.of("requirements.txt", "pyproject.toml", "manage.py").anyMatch(project::has)) {
      return PythonRecipe.of(project);
    }
    return project.has("Dockerfile") ? dockerfile(project) : other();
  }

  private static Recipe dockerfile(ProjectFacts project) {
    return new Recipe(
        "Dockerfile",
        "On this machine Backline deploys files: build.command has to do what the Dockerfile's RUN"
            + " lines do. To hosts it brings the image: artifact: {image: {dockerfile: {}}}.",
        List.of(List.of("true")),
        allOf(project),
        List.of(),
        ".",
        allOf(project),
        Optional.empty(),
        Optional.empty(),
        imageCommand(project.text("Dockerfile")),
        "PORT",
        Map.of(),
        "/");
  }

  /** The Dockerfile's ENTRYPOINT and CMD in their exec form, or something to be replaced. */
  private static List<String> imageCommand(String dockerfile) {
    List<String> words = new ArrayList<>(execForm("ENTRYPOINT", dockerfile));
    words.addAll(execForm("CMD", dockerfile));
    return words.isEmpty() ? List.of("./start") : words;
  }

  private static List<String> execForm(String instruction, String dockerfile) {
    Matcher line =
        Pattern.compile("^" + instruction + "\\s+\\[(.*)]\\s*$", Pattern.MULTILINE)
            .matcher(dockerfile);
    if (!line.find()) {
      return List.of();
    }
    return Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"")
        .matcher(line.group(1))
        .results()
        .map(word -> word.group(1))
        .toList();
  }

  private static Recipe other() {
    return new Recipe(
        "an unknown kind",
        TO_FILL_IN,
        List.of(List.of("make")),
        List.of("**"),
        List.of(),
        "build",
        List.of("**"),
        Optional.of(List.of(List.of("make", "test"))),
        Optional.empty(),
        List.of("./start"),
        "PORT",
        Map.of(),
        "/");
  }

  /** Every file of the project but what is hidden, such as {@code .git}. */
  static List<String> allOf(ProjectFacts project) {
    return Stream.concat(project.directories().stream().map(name -> name + "/**"), Stream.of("*"))
        .toList();
  }
}
