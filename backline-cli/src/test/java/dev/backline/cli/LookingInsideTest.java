package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backline.cli.session.JsonText;
import dev.backline.config.AppName;
import dev.backline.failure.ExitCode;
import dev.backline.host.HostCommand;
import dev.backline.host.detached.Processes;
import dev.backline.host.local.LocalHost;
import dev.backline.pipeline.AppPipelines;
import dev.backline.testing.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code exec}, {@code console} and {@code env}, on a real release of this machine. */
@Timeout(120)
class LookingInsideTest {

  /** The JDK's own web server, and a database that nobody uses. */
  private static final String CONFIG =
      """
      app: tiny
      build: {command: sh build.sh, inputs: [build.sh]}
      artifact: {bundle: {from: out}}
      run:
        command: [java, '-XX:TieredStopAtLevel=1', -m, jdk.httpserver, -p, '${port}']
        env: {GREETING: 'hello ${environment}', KEY: '${secret.KEY}', LEVEL: low}
        health: {path: /, interval: 50ms, timeout: 30s}
      secrets: [KEY]
      database:
        engine: postgresql
        env: {DATABASE: '${database.url}', PASSWORD: '${database.password}'}
      environments:
        dev: {follows: main, listen: '127.0.0.1:PORT', watch: {window: 0s}, env: {LEVEL: high}}
        later: {from: dev, listen: '127.0.0.1:1'}
      """;

  @TempDir static Path folder;
  private static CommandLineFixture fixture;

  @BeforeAll
  static void deploy() throws Exception {
    fixture = new CommandLineFixture(folder);
    fixture.clock = InstantSource.system();
    Files.writeString(folder.resolve("backline.yml"), CONFIG.replace("PORT", "" + FreePort.any()));
    Files.writeString(
        folder.resolve("build.sh"), "mkdir -p out && echo '<p>tiny</p>' >out/index.html\n");
    Files.writeString(folder.resolve(".gitignore"), "data/\nout/\n");
    git("init", "-q", "--initial-branch=main");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.test", "commit", "-q", "-m", "first");
    fixture.input = "open sesame\n";
    assertThat(fixture.run("secret", "set", "dev", "KEY").status()).isZero();
    fixture.pipelines = new AppPipelines(fixture.backline().parts());
    var deployed = fixture.run("deploy", "dev");
    assertThat(deployed.status()).as(deployed.out() + deployed.err()).isZero();
  }

  @AfterAll
  static void endEverything() throws Exception {
    fixture.backline().parts().cluster().stop(Duration.ofSeconds(20));
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> commandLine(process.pid()).contains(folder + "/"))
        .forEach(ProcessHandle::destroyForcibly);
    Processes.all().stream()
        .map(process -> process.identity().pid())
        .filter(pid ->
            Processes.environment(pid)
                .getOrDefault("BACKLINE_SLOT_FOLDER", "")
                .startsWith("" + folder))
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void commandSeesFilesAndVariablesOfTheReleaseAndItsStatusIsPassedOn() {
    var result =
        fixture.run(
            "exec", "dev", "--", "sh", "-c", "cat index.html; echo \"$GREETING\" >&2; exit 7");

    assertThat(result).isEqualTo(new CommandLineFixture.Result(7, "<p>tiny</p>\n", "hello dev\n"));
  }

  @Test
  void secretsInItsOutputAreMasked() {
    assertThat(fixture.run("exec", "dev", "--", "printenv", "KEY").out()).isEqualTo("••••\n");
    assertThat(fixture.run("exec", "dev", "--", "printenv", "PASSWORD").out()).isEqualTo("••••\n");
  }

  @Test
  void planTellsWhatADeliveryWouldDoAsJson(@TempDir Path other) throws Exception {
    Path bare = fixture.backline().parts().repositories().directory(new AppName("tiny"));
    gitIn(other, "clone", "-q", folder.toString(), ".");
    Files.writeString(
        other.resolve("backline.yml"),
        Files.readString(other.resolve("backline.yml")).replace("LEVEL: low", "LEVEL: lower"));
    gitIn(
        other, "-c", "user.name=a", "-c", "user.email=a@example.test", "commit", "-qam", "second");
    gitIn(other, "push", "-q", bare.toString(), "HEAD:refs/heads/next");

    var result = fixture.run("plan", "dev", "next", "--json");

    assertThat(result.err()).isEmpty();
    var told = JsonText.parse(result.out());
    DocumentedShape.of("plan").require(told);
    assertThat(told.path("environment").textValue()).isEqualTo("dev");
    assertThat(told.path("live").textValue()).startsWith("dev-");
    assertThat(told.at("/commits/0/subject").textValue()).isEqualTo("second");
    assertThat(told.at("/configuration/0/after").textValue()).isEqualTo("lower");
    assertThat(told.path("migrations").isNull()).isTrue();
    assertThat(told.path("usualMillis").isNumber()).isTrue();
    assertThat(told.path("rehearse").textValue()).isEqualTo("never");
  }

  @Test
  void argumentsAreNotLookedAt() {
    assertThat(fixture.run("exec", "dev", "--", "echo", "--json", "@x", "$HOME", "a  b").out())
        .isEqualTo("--json @x $HOME a  b\n");
  }

  @Test
  void tellsLinesAndStatusAsJson() {
    assertThat(
            fixture
                .run("exec", "dev", "--json", "--", "sh", "-c", "echo a; exec >&2; echo b; exit 3")
                .out()
                .lines())
        .containsExactlyInAnyOrder(
            "{\"stream\":\"out\",\"line\":\"a\"}",
            "{\"stream\":\"err\",\"line\":\"b\"}",
            "{\"status\":3}");
  }

  @Test
  void programThatIsNotThereIsToldAndAHostThatIsNotThereToo() {
    var missing = fixture.run("exec", "dev", "--", "no-such-program");
    assertThat(missing.status()).isEqualTo(ExitCode.UNAVAILABLE.status());
    assertThat(missing.err()).contains("running no-such-program");

    var host = fixture.run("exec", "dev", "--host", "web-1", "--", "true");
    assertThat(host.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(host.err()).contains("runs on this machine, not on hosts", "leave --host out");
  }

  @Test
  void nothingIsRunWhereNothingServes() {
    var result = fixture.run("exec", "later", "--", "true");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("no release serves in tiny/later", "deliver one first");
  }

  @Test
  void ctrlCEndsTheCommandAndAllThatItHasStarted() throws Exception {
    Path pids = folder.resolve("pids");
    Process backline =
        main(
            "exec",
            "dev",
            "--",
            "sh",
            "-c",
            "trap '' TERM INT; setsid sh -c 'echo $$ >>\"$1\"; exec sleep 300' sh \"$1\" &"
                + " echo $$ >>\"$1\"; while :; do sleep 1; done",
            "sh",
            pids.toString());
    List<Long> started = started(pids);

    assertThat(new LocalHost().run(HostCommand.of("kill", "-INT", "" + backline.pid())).status())
        .isZero();

    assertThat(backline.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(backline.exitValue()).isEqualTo(130);
    assertThat(started).allMatch(pid -> Processes.entry(pid).isEmpty());
  }

  @Test
  void consoleRunsSqlAsTheAppAndEndsWithTheStatusOfPsql() throws Exception {
    assertThat(said(main("console", "dev", "-c", "select current_user, 41 + 1")))
        .contains("tiny_dev", "42")
        .doesNotContain("failed:");
    Process wrong = main("console", "dev", "-c", "select no_such_column");
    assertThat(said(wrong)).contains("no_such_column");
    assertThat(wrong.exitValue()).isEqualTo(1);
  }

  @Test
  void consoleReadsSqlAndEndsAtTheFirstError() throws Exception {
    Process console = main("console", "dev");
    try (var input = console.getOutputStream()) {
      input.write(
          "select 'fir' || 'st';\nselect no_such_column;\nselect 'sec' || 'ond';\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    assertThat(said(console)).contains("first").doesNotContain("second");
    assertThat(console.exitValue()).isEqualTo(3);
  }

  @Test
  void consoleOnATerminalIsPsqlItself() throws Exception {
    List<String> words = new ArrayList<>(java("-Dbackline.terminal.input=true"));
    words.addAll(List.of("console", "dev"));
    String quoted = String.join(" ", words.stream().map(word -> "'" + word + "'").toList());
    Process terminal =
        start(List.of("timeout", "--foreground", "90", "script", "-qec", quoted, "/dev/null"));
    try (var input = terminal.getOutputStream()) {
      // What is typed before psql reads is thrown away.
      awaitSaid(terminal, "tiny_dev=>");
      input.write("select 41 + 1 as sum;\n\\q\n".getBytes(StandardCharsets.UTF_8));
      input.flush();
      assertThat(said(terminal)).contains("42");
      assertThat(terminal.exitValue()).isZero();
    } finally {
      terminal.descendants().forEach(ProcessHandle::destroyForcibly);
      terminal.destroyForcibly();
    }
  }

  @Test
  void consoleHasNoJson() {
    var result = fixture.run("console", "dev", "--json");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("json_agg");
  }

  @Test
  void envTellsEachVariableWithItsOriginAndNoSecret() {
    var result = fixture.run("env", "dev");

    assertThat(result.out())
        .containsPattern("GREETING +hello dev +run\\.env\n")
        .containsPattern("KEY +\\*\\*\\* +KEY +run\\.env\n")
        .containsPattern("LEVEL +high +environments\\.dev\\.env\n")
        .containsPattern(
            "DATABASE +postgresql://tiny_dev@127\\.0\\.0\\.1:\\d+/tiny_dev +database\\.env\n")
        .containsPattern("PASSWORD +\\*\\*\\* +database\\.password +database\\.env\n")
        .containsPattern("PORT +\\d+ +run\\.port\n")
        .doesNotContain("open sesame");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void envTellsTheSameAsJson() {
    JsonNode json = JsonText.parse(fixture.run("env", "dev", "--json").out());

    assertThat(json.findValuesAsText("name"))
        .containsExactly("DATABASE", "PASSWORD", "GREETING", "KEY", "LEVEL", "PORT");
    assertThat(json.get(3))
        .isEqualTo(
            JsonText.parse(
                "{\"name\": \"KEY\", \"value\": \"***\", \"secrets\": [\"KEY\"], \"from\":"
                    + " \"run.env\"}"));
  }

  @Test
  void envOfWhatDoesNotServeYetIsWhatTheCheckoutDeclares() {
    var result = fixture.run("env", "later");

    assertThat(result.out())
        .containsPattern("LEVEL +low +run\\.env\n")
        .containsPattern("PORT +\\$\\{port} +run\\.port\n");
    assertThat(result.err()).contains("No release serves there yet");
  }

  @Test
  void sqlIsJudgedByHowBigTheTablesAreBeforeItIsPushed() throws Exception {
    said(
        main(
            "console",
            "dev",
            "-c",
            "create table big as select n from generate_series(1, 150000) n; analyze big;"
                + " create table small (n int)"));
    Files.writeString(folder.resolve("big.sql"), "-- an index\ncreate index big_n on big (n);\n");
    Files.writeString(folder.resolve("small.sql"), "create index small_n on small (n);\n");

    var fine = fixture.run("lint", "dev", "small.sql");
    assertThat(fine.status()).as(fine.out() + fine.err()).isZero();
    assertThat(fine.out()).isEqualTo("nothing to say against it\n");

    var refused = fixture.run("lint", "dev", "small.sql", "big.sql");
    assertThat(refused.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(refused.out())
        .contains("index-not-concurrent", "big", "CREATE INDEX CONCURRENTLY big_n")
        .doesNotContain("small_n");

    var json = fixture.run("lint", "dev", "big.sql", "--json");
    assertThat(json.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(json.out()).contains("\"rule\" : \"index-not-concurrent\"");
  }

  @Test
  void filesOfSqlThatCannotBeReadAreToldAndNothingIsJudged() {
    var missing = fixture.run("lint", "dev", "no-such.sql");

    assertThat(missing.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(missing.err()).contains("reading no-such.sql", "name files of SQL");
    assertThat(fixture.run("lint", "dev").status()).isEqualTo(ExitCode.USAGE.status());
  }

  private static Process main(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(java());
    words.addAll(List.of(arguments));
    return start(words);
  }

  private static List<String> java(String... options) {
    // A test that runs in the background would hand on that SIGINT is ignored.
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:TieredStopAtLevel=1");
    words.addAll(List.of(options));
    words.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--data",
            fixture.data.toString()));
    return words;
  }

  private static Process start(List<String> words) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    // A pager would take what is typed for psql.
    builder.environment().put("PAGER", "cat");
    return builder.start();
  }

  private static void awaitSaid(Process process, String text) throws Exception {
    StringBuilder said = new StringBuilder();
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!said.toString().contains(text)) {
      assertThat(System.nanoTime()).as("it said only: " + said).isLessThan(deadline);
      InputStream output = process.getInputStream();
      said.append(new String(output.readNBytes(output.available()), StandardCharsets.UTF_8));
      Thread.sleep(20);
    }
  }

  private static String said(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  /** Both processes of the command, once they run. */
  private static List<Long> started(Path pids) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      if (Files.exists(pids) && Files.readAllLines(pids).size() == 2) {
        return Files.readAllLines(pids).stream().map(Long::valueOf).toList();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the command did not start within 60 s");
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", "" + pid, "cmdline")).replace('\0', ' ');
    } catch (IOException goneOrAnothers) {
      return "";
    }
  }

  private static void git(String... arguments) throws InterruptedException {
    gitIn(folder, arguments);
  }

  private static void gitIn(Path directory, String... arguments) throws InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git", "-C", directory.toString()));
    argv.addAll(List.of(arguments));
    assertThat(new LocalHost().run(HostCommand.of(argv)).succeeded()).isTrue();
  }
}
