package dev.backline.edge.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How to start the edge's program.
 *
 * @param java the JVM's executable
 * @param program asked for the edge's classes and libraries whenever an edge is started
 */
public record EdgeLauncher(Path java, List<String> jvmFlags, Supplier<List<Path>> program) {

  private static final String MAIN = "dev.backline.edge.proxy.EdgeMain";

  /**
   * A small heap that begins smaller, one compiler, small stacks: an edge is to cost little beside
   * the app. What it keeps is small; what a request needs is gone before the next small collection.
   */
  public static final List<String> SMALL =
      List.of(
          "-Xms8m",
          "-Xmn4m",
          "-Xmx48m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xss512k",
          "-XX:TrimNativeHeapInterval=10000");

  public EdgeLauncher {
    jvmFlags = List.copyOf(jvmFlags);
  }

  List<String> words(Path state) {
    List<String> words = new ArrayList<>(List.of(java.toString()));
    words.addAll(jvmFlags);
    words.add("-cp");
    words.add(String.join(File.pathSeparator, program.get().stream().map(Path::toString).toList()));
    words.addAll(List.of(MAIN, "--state", state.toString()));
    return words;
  }
}
