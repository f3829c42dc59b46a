package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maven on an older JDK, as a Debian has it: the build finds the JDK 25 by itself. */
@Tag("long") // A build from nothing.
class OlderMavenTest {

  private static final Path HOME =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().getParent();

  /** The file format of Java 25 (JVMS 25, table 4.1-A). */
  private static final int JAVA_25 = 69;

  @TempDir Path folder;

  @Test
  void mavenOnAnOlderJdkCompilesForJava25() throws IOException {
    Path copy = folder.resolve("copy");
    Programs.run(
        folder, Map.of(), List.of("git", "clone", "-q", "--shared", HOME.toString(), "copy"));
    Map<String, String> onTheOlder = Map.of("JAVA_HOME", olderJdk().toString());
    assertThat(Programs.run(copy, onTheOlder, List.of("mvn", "-version")).output())
        .containsPattern("Java version: (17|21)\\b");

    Programs.Ended built =
        Programs.run(
            copy,
            onTheOlder,
            List.of("mvn", "-B", "-q", "-ntp", "-Dfast", "-pl", "backline-testing", "compile"));

    assertThat(built.status()).as(built.output()).isZero();
    try (Stream<Path> files = Files.walk(copy.resolve("backline-testing/target/classes"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".class")).toList())
          .isNotEmpty()
          .allSatisfy(file -> assertThat(format(file)).isEqualTo(JAVA_25));
    }
  }

  /** The machine's own, which Debian's Maven runs on. */
  private static Path olderJdk() throws IOException {
    for (String version : List.of("17", "21")) {
      Path jdk = Path.of("/usr/lib/jvm/java-" + version + "-openjdk-amd64");
      if (Files.isExecutable(jdk.resolve("bin/java"))) {
        return jdk.toRealPath();
      }
    }
    throw new AssertionError("no JDK 17 or 21: sudo apt-get install -y openjdk-17-jdk-headless");
  }

  private static int format(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(6);
      return in.readUnsignedShort();
    }
  }
}
