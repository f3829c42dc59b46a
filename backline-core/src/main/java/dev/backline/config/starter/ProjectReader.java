package dev.backline.config.starter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at a project's root directory. */
public final class ProjectReader {

  private static final int MOST_BYTES = 200_000;
  private static final Set<String> TELLING =
      Set.of(
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "settings.gradle",
          "settings.gradle.kts",
          "gradle.properties",
          "package.json",
          "requirements.txt",
          "pyproject.toml",
          "Procfile",
          "Dockerfile");

  private ProjectReader() {}

  /** Reads the names in a directory and the few files that tell how it is built. */
  public static ProjectFacts read(Path directory) throws IOException {
    List<String> directories = new ArrayList<>();
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : children.sorted().toList()) {
        String name = child.getFileName().toString();
        if (Files.isRegularFile(child)) {
          files.put(name, TELLING.contains(name) ? beginning(child) : "");
        } else if (Files.isDirectory(child) && !name.startsWith(".")) {
          directories.add(name);
        }
      }
    }
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return new ProjectFacts(name == null ? "app" : name.toString(), directories, files);
  }

  private static String beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
