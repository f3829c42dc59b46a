package dev.backline.config.starter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Projects with a {@code package.json}. */
final class NodeRecipe {

  private NodeRecipe() {}

  static Recipe of(ProjectFacts project) {
    JsonNode scripts = parse(project.text("package.json")).path("scripts");
    String install = project.has("package-lock.json") ? "ci" : "install";
    boolean builds = scripts.has("build");
    return new Recipe(
        "Node",
        "",
        builds
            ? List.of(List.of("npm", install), List.of("npm", "run", "build"))
            : List.of(List.of("npm", install, "--omit=dev")),
        Recipes.allOf(project).stream().filter(glob -> !glob.startsWith("node_modules")).toList(),
        List.of(List.of("node", "--version"), List.of("npm", "--version")),
        ".",
        built(project),
        scripts.has("test")
            ? Optional.of(List.of(List.of("npm", install), List.of("npm", "test")))
            : Optional.empty(),
        Optional.empty(),
        scripts.has("start") ? List.of("npm", "start") : List.of("node", main(project)),
        "PORT",
        Map.of("NODE_ENV", "production"),
        "/");
  }

  private static String main(ProjectFacts project) {
    String declared = parse(project.text("package.json")).path("main").asText("");
    return Stream.of(declared, "server.js", "app.js", "index.js")
        .filter(file -> !file.isBlank() && (project.has(file) || file.equals(declared)))
        .findFirst()
        .orElse("index.js");
  }

  /**
   * What is there after the build: the project's files, its libraries, and the usual output
   * directories.
   */
  private static List<String> built(ProjectFacts project) {
    return Stream.concat(
            Recipes.allOf(project).stream(), Stream.of("node_modules/**", "dist/**", "build/**"))
        .distinct()
        .toList();
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
