package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import dev.backline.testing.FreePort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A delivery on a data directory whose file system is nearly full: a small one of its own, in a
 * mount namespace that ends with what runs in it.
 */
@Timeout(180)
class NearlyFullDiskTest {

  private static final String CONFIG =
      """
      app: tiny
      build: {command: sh build.sh, inputs: [page.html, build.sh]}
      artifact: {bundle: {from: out}}
      run:
        command: [sh, -c, 'exec jwebserver -b 127.0.0.1 -p $PORT -d "$PWD"']
        health: {path: /page.html, interval: 50ms, timeout: 30s, stable: 100ms}
      environments:
        dev: {follows: main, listen: '127.0.0.1:@PORT@', watch: {window: 0s}}
      """;

  /** The same command twice: on the full disk, and after something was deleted. */
  private static final String TWICE =
      """
      data=$1; notes=$2; shift 2
      mount -t tmpfs -o size=700m,mode=0700 tmpfs "$data" || exit 77
      head -c 250000000 /dev/zero > "$data/something-large"
      "$@" > "$notes/first" 2>&1
      echo $? > "$notes/first.status"
      find "$data/environments" "$data/artifacts" -type f 2>/dev/null | grep -v fence > "$notes/first.files"
      rm "$data/something-large"
      "$@" > "$notes/second" 2>&1
      echo $? > "$notes/second.status"
      """;

  @TempDir Path temp;

  @AfterEach
  void endWhatServes() {
    Leftovers.below(temp).forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void isRefusedBeforeAnythingIsChangedAndGoesThroughAfterSpaceIsFreed() throws Exception {
    int port = FreePort.any();
    Path app = app(port);
    Path notes = Files.createDirectory(temp.resolve("notes"));
    Path data = Files.createDirectory(temp.resolve("data"));

    Programs.Ended ended = Programs.run(app, Map.of(), inANamespace(data, notes));

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(notes.resolve("first.status"))
        .content()
        .as(Files.readString(notes.resolve("first")))
        .isEqualToIgnoringNewLines(Integer.toString(ExitCode.UNAVAILABLE.status()));
    assertThat(notes.resolve("first"))
        .content()
        .containsPattern("only \\d+ MB are free, a delivery wants 500 MB")
        .contains("free some space; nothing was changed");
    assertThat(notes.resolve("first.files")).content().isEmpty();
    assertThat(notes.resolve("second.status"))
        .content()
        .as(Files.readString(notes.resolve("second")))
        .isEqualToIgnoringNewLines("0");
    assertThat(page(port)).isEqualTo("hello");
  }

  private List<String> inANamespace(Path data, Path notes) {
    List<String> words = new ArrayList<>(List.of("unshare", "--mount"));
    if (!"root".equals(System.getProperty("user.name"))) {
      words.addAll(List.of("--user", "--map-root-user"));
    }
    words.addAll(List.of("sh", "-c", TWICE, "twice", data.toString(), notes.toString()));
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.backline.cli.Main",
            "deploy",
            "dev",
            "--data",
            data.toString()));
    return words;
  }

  private Path app(int port) throws Exception {
    Path app = Files.createDirectory(temp.resolve("app"));
    Files.writeString(
        app.resolve("backline.yml"), CONFIG.replace("@PORT@", Integer.toString(port)));
    Files.writeString(app.resolve("page.html"), "hello");
    Files.writeString(app.resolve("build.sh"), "mkdir -p out && cp page.html out/\n");
    git(app, "init", "--quiet", "--initial-branch=main");
    git(app, "add", ".");
    git(app, "-c", "user.name=t", "-c", "user.email=t@example.test", "commit", "-qm", "One page");
    return app;
  }

  private static void git(Path directory, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    assertThat(Programs.run(directory, Map.of(), command).status()).isZero();
  }

  private static String page(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI page = URI.create("http://127.0.0.1:" + port + "/page.html");
      return client
          .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
