package dev.backline.edge.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start the edge's program.
 *
 * @param java the JVM's executable
 * @param classPath where the edge's classes and libraries are
 */
public record EdgeLauncher(Path java, List<String> jvmFlags, List<Path> classPath) {

  private static final String MAIN = "dev.backline.edge.proxy.EdgeMain";

  /** A small heap, one compiler, small stacks: an edge is to cost little beside the app. */
  public static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

  public EdgeLauncher {
    jvmFlags = List.copyOf(jvmFlags);
    classPath = List.copyOf(classPath);
    if (classPath.isEmpty()) {
      throw new IllegalArgumentException("the edge needs a class path");
    }
  }

  List<String> words(Path state) {
    List<String> words = new ArrayList<>(List.of(java.toString()));
    words.addAll(jvmFlags);
    words.add("-cp");
    words.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    words.addAll(List.of(MAIN, "--state", state.toString()));
    return words;
  }
}
