package dev.backline.config.starter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Projects that Maven or Gradle makes one runnable jar of. */
final class JavaRecipes {

  private static final String ONE_JAR =
      "The jar has to be runnable by itself, with its libraries inside or beside it.";

  private JavaRecipes() {}

  static Recipe maven(ProjectFacts project) {
    String maven = project.has("mvnw") ? "./mvnw" : "mvn";
    String jar = mavenJar(project);
    return new Recipe(
        "Maven",
        ONE_JAR,
        List.of(List.of(maven, "-B", "-q", "-DskipTests", "package")),
        List.of("pom.xml", "**/pom.xml", "**/src/main/**"),
        List.of(List.of(maven, "-version")),
        "target",
        List.of(jar),
        Optional.of(List.of(List.of(maven, "-B", "verify"))),
        Optional.of("target/surefire-reports/TEST-*.xml"),
        List.of("java", "-jar", jar),
        port(project),
        Map.of(),
        health(project));
  }

  static Recipe gradle(ProjectFacts project) {
    String gradle = project.has("gradlew") ? "./gradlew" : "gradle";
    String jar = gradleJar(project);
    return new Recipe(
        "Gradle",
        ONE_JAR,
        List.of(List.of(gradle, "--console=plain", "assemble")),
        List.of("*.gradle*", "gradle.properties", "gradle/**", "**/src/main/**"),
        List.of(List.of(gradle, "--version")),
        "build/libs",
        List.of(jar),
        Optional.of(List.of(List.of(gradle, "--console=plain", "check"))),
        Optional.of("build/test-results/test/*.xml"),
        List.of("java", "-jar", jar),
        port(project),
        Map.of(),
        health(project));
  }

  private static String mavenJar(ProjectFacts project) {
    String own =
        project.text("pom.xml").replaceAll("(?s)<parent>.*?</parent>|<dependenc.*|<!--.*?-->", "");
    ProjectFacts pom =
        new ProjectFacts(
            project.name(), List.of(), Map.of("pom.xml", own, "whole", project.text("pom.xml")));
    String artifact =
        pom.find("pom.xml", "<artifactId>\\s*([\\w.-]+)\\s*</artifactId>").orElse(project.name());
    String version =
        pom.find("pom.xml", "<version>\\s*([\\w.-]+)\\s*</version>")
            .or(() -> pom.find("whole", "<version>\\s*([\\w.-]+)\\s*</version>"))
            .orElse("1.0");
    return pom.find("whole", "<finalName>\\s*([\\w.-]+)\\s*</finalName>")
            .orElse(artifact + "-" + version)
        + ".jar";
  }

  private static String gradleJar(ProjectFacts project) {
    Optional<String> name =
        Stream.of("settings.gradle", "settings.gradle.kts")
            .flatMap(file ->
                project.find(file, "rootProject\\.name\\s*=\\s*['\"]([\\w.-]+)['\"]").stream())
            .findFirst();
    Optional<String> version =
        Stream.of("build.gradle", "build.gradle.kts", "gradle.properties")
            .flatMap(
                file -> project.find(file, "^version\\s*=?\\s*['\"]?([\\w.-]+)['\"]?").stream())
            .findFirst();
    return name.orElse(project.name()) + version.map(number -> "-" + number).orElse("") + ".jar";
  }

  private static String port(ProjectFacts project) {
    return project.mentions("spring-boot", "org.springframework.boot") ? "SERVER_PORT" : "PORT";
  }

  private static String health(ProjectFacts project) {
    return project.mentions("spring-boot-starter-actuator") ? "/actuator/health" : "/";
  }
}
