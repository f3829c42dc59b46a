package dev.backline.edge.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the edge's classes and libraries were found: jars, or folders of classes in a checkout.
 *
 * @param entries in the order in which classes are looked for
 */
public record EdgeClassPath(List<Path> entries) {

  private static final Pattern LIBRARIES =
      Pattern.compile(
          "(backline-edge|undertow-core|xnio-|wildfly-|jboss-|smallrye-|jackson-|jspecify).*\\.jar");
  private static final String MAIN = "dev/backline/edge/proxy/EdgeMain.class";

  public EdgeClassPath {
    entries = List.copyOf(entries);
  }

  /** Exactly these, as {@code java -cp} takes them. */
  public static EdgeClassPath of(String classPath) {
    return new EdgeClassPath(split(classPath).toList());
  }

  /** Those of a larger program's class path that make up the edge. */
  public static EdgeClassPath within(String classPath) {
    return new EdgeClassPath(split(classPath).filter(EdgeClassPath::isOfTheEdge).toList());
  }

  private static Stream<Path> split(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of);
  }

  private static boolean isOfTheEdge(Path entry) {
    return Files.isDirectory(entry)
        ? Files.exists(entry.resolve(MAIN))
        : LIBRARIES.matcher(String.valueOf(entry.getFileName())).matches();
  }
}
