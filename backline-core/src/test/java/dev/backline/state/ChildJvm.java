package dev.backline.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Another process of a test, which says line by line what it does and does what it is told. */
public final class ChildJvm implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final BufferedReader says;

  private ChildJvm(Process process) {
    this.process = process;
    this.says = process.inputReader();
  }

  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    List<String> argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    argv.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for the line; those before it are passed over. */
  public void await(String line) throws Exception {
    String said = "";
    while (!said.equals(line)) {
      said = nextLine();
    }
  }

  public String nextLine() throws Exception {
    String line =
        CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return String.valueOf(says.readLine());
                  } catch (IOException e) {
                    return "null";
                  }
                },
                command -> Thread.ofVirtual().start(command))
            .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(line).as("the child process ended").isNotEqualTo("null");
    return line;
  }

  public void tell(String line) throws IOException {
    process
        .getOutputStream()
        .write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits until it has ended by itself; the lines it said meanwhile. */
  public List<String> end() throws Exception {
    List<String> lines = new ArrayList<>();
    says.lines().forEach(lines::add);
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return lines;
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
