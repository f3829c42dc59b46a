package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of its own, with a stand-in for Maven that makes a program of two
 * classes.
 */
class LauncherTest {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("basedir", "."), "..", "backline").toAbsolutePath().normalize();
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  private record Result(int status, String out, String err) {}

  @TempDir Path folder;
  Path checkout;
  Path program;
  Path maven;

  @BeforeEach
  void makeACheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("a checkout"));
    Files.copy(LAUNCHER, checkout.resolve("backline"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createFile(checkout.resolve("pom.xml"));
    Files.createDirectories(checkout.resolve("backline-cli/src/main"));
    Files.createDirectories(checkout.resolve("backline-edge/target/dist"));
    program = folder.resolve("program.jar");
    makeProgram(program, "");
    maven = folder.resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        echo built >>'%1$s/builds'
        echo '[INFO] Building Backline: the command line 0.1.0-SNAPSHOT   [1/1]'
        sleep 0.5
        mkdir -p backline-cli/target/dist
        cp '%1$s/program.jar' backline-cli/target/backline-cli-0.jar
        for name in picocli-0 org.eclipse.jgit-0 backline-core-0 sqlite-jdbc-0 slf4j-0 logback-0 jackson-0; do
          cp '%1$s/program.jar' backline-cli/target/dist/$name.jar
        done
        """
            .formatted(folder));
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void buildsOnFirstUseOnlyAndStartsFromAnyDirectoryAndThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.resolve("backline"));
    Path relative =
        Files.createSymbolicLink(folder.resolve("relative"), Path.of("a checkout", "backline"));

    Result first = launch(checkout.resolve("backline"), "runs", "with space");
    Result second = launch(link, "again");
    Result third = launch(relative, "again");

    assertThat(first)
        .extracting(Result::status, Result::out)
        .containsExactly(7, "[runs, with space]\n");
    assertThat(first.err()).contains("Building Backline", "the command line", "built");
    assertThat(second).isEqualTo(new Result(7, "[again]\n", ""));
    assertThat(third).isEqualTo(second);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceChanged() throws Exception {
    launch(checkout.resolve("backline"), "x");
    Files.createFile(checkout.resolve("backline-cli/src/main/New.java"));
    launch(checkout.resolve("backline"), "x");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void doesWithoutASpoiltAotCacheAndSaysNothing() throws Exception {
    launch(checkout.resolve("backline"), "x");
    Path cache = onlyLayout().resolve("backline.aot");
    assertThat(cache).exists();
    Files.writeString(cache, "spoilt", StandardOpenOption.TRUNCATE_EXISTING);
    assertThat(launch(checkout.resolve("backline"), "x")).isEqualTo(new Result(7, "[x]\n", ""));
    Files.delete(cache);
    assertThat(launch(checkout.resolve("backline"), "x")).isEqualTo(new Result(7, "[x]\n", ""));
    Files.setLastModifiedTime(
        onlyLayout().resolve("lib/backline-cli-0.jar"),
        java.nio.file.attribute.FileTime.fromMillis(0));
    assertThat(launch(checkout.resolve("backline"), "x")).isEqualTo(new Result(7, "[x]\n", ""));
  }

  @Test
  void saysThatCommandsStartSlowerWhereNoFastStartCouldBeMade() throws Exception {
    makeProgram(program, "System.err.println(\"no such class\"); System.exit(3);");

    Result first = launch(checkout.resolve("backline"), "x");

    assertThat(first).extracting(Result::status, Result::out).containsExactly(7, "[x]\n");
    assertThat(first.err())
        .contains("that failed, so commands start slower (log: " + onlyLayout() + "/train.log)");
    assertThat(onlyLayout().resolve("train.log")).content().contains("no such class");
  }

  @Test
  void buildsOnceWhenTwoStartAtOnce() throws Exception {
    Process one = start(checkout.resolve("backline"), List.of("x"));
    Process two = start(checkout.resolve("backline"), List.of("x"));

    assertThat(ended(one).status()).isEqualTo(7);
    assertThat(ended(two).status()).isEqualTo(7);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
    Files.writeString(maven, "#!/bin/sh\necho '[ERROR] no such symbol'\nexit 1\n");

    Result result = launch(checkout.resolve("backline"), "x");

    assertThat(result.status()).isEqualTo(ExitCode.UNAVAILABLE.status());
    assertThat(result.err())
        .contains("[ERROR] no such symbol", "failed: building Backline", "next:");
  }

  @Test
  void saysHowToGetAJdkWhereThereIsNone() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : List.of("readlink", "dirname", "find", "bash", "env")) {
      Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
    }
    ProcessBuilder builder = builder(checkout.resolve("backline"), List.of("--version"));
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("BACKLINE_JVMS", folder.resolve("no-jvms").toString());
    builder.environment().put("PATH", bin.toString());

    Result result = ended(builder.start());

    assertThat(result.status()).isEqualTo(ExitCode.UNAVAILABLE.status());
    assertThat(result.err())
        .contains("failed: looking for a JDK 25", "   why: ", "  next: install Temurin 25");
    assertThat(builds()).isZero();
  }

  /**
   * As a user who is not root and whom sudo would have to ask: the launcher may install nothing.
   */
  @Test
  void saysHowToGetMavenWhereItMayNotInstallIt() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : List.of("apt-get", "bash", "env", "find", "flock", "mkdir", "dirname")) {
      Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
    }
    Path sudo = Files.writeString(bin.resolve("sudo"), "#!/usr/bin/env bash\nexit 1\n");
    Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder = builder(checkout.resolve("backline"), List.of("status"));
    builder.command().addAll(0, List.of("/usr/bin/unshare", "--user", "--map-user=65534"));
    builder.environment().put("PATH", bin.toString());

    Result result = ended(builder.start());

    assertThat(result)
        .isEqualTo(
            new Result(
                ExitCode.UNAVAILABLE.status(),
                "",
                """
                failed: looking for mvn
                   why: mvn is not on PATH: Backline is built with Maven
                  next: sudo apt-get install -y maven
                """));
    assertThat(builds()).isZero();
    assertThat(checkout.resolve(".backline/dist")).isEmptyDirectory();
  }

  private static void makeProgram(Path jar, String training) throws IOException {
    Path classes = Files.createTempDirectory("launcher-classes");
    Path sources = Files.createDirectories(classes.resolve("dev/backline/cli/launch"));
    source(
        sources.resolveSibling("Main.java"),
        "package dev.backline.cli; public class Main { public static void main(String[] a) {"
            + " System.out.println(java.util.List.of(a)); Runtime.getRuntime().halt(7); } }");
    for (String program : List.of("TrainingData", "Training")) {
      source(
          sources.resolveSibling(program + ".java"),
          "package dev.backline.cli; public class %s { public static void main(String[] a) { %s } }"
              .formatted(program, training));
    }
    source(
        sources.resolve("ArchivableJars.java"),
        "package dev.backline.cli.launch; public class ArchivableJars {"
            + " public static void main(String[] a) {} }");
    int packed =
        java.util.spi.ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "cf", jar.toString(), "-C", classes.toString(), ".");
    assertThat(packed).isZero();
  }

  private static void source(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", file.toString()))
        .isZero();
  }

  private Result launch(Path launcher, String... arguments) throws Exception {
    return ended(start(launcher, List.of(arguments)));
  }

  private Process start(Path launcher, List<String> arguments) throws IOException {
    return builder(launcher, arguments).start();
  }

  private ProcessBuilder builder(Path launcher, List<String> arguments) {
    List<String> argv = new java.util.ArrayList<>(List.of(launcher.toString()));
    argv.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(argv).directory(Path.of("/tmp").toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("JAVA_HOME", JDK.toString());
    builder.environment().put("BACKLINE_MVN", maven.toString());
    return builder;
  }

  private static Result ended(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out, err);
  }

  private long builds() throws IOException {
    Path builds = folder.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  private Path onlyLayout() throws IOException {
    String id = Files.readString(checkout.resolve(".backline/current")).strip();
    return checkout.resolve(".backline/dist").resolve(id);
  }
}
