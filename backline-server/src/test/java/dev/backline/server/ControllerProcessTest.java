package dev.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.edge.EdgeStatus;
import dev.backline.host.detached.Processes;
import dev.backline.run.RunStatus;
import dev.backline.server.Git.Said;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real controller's process, stopped and killed. */
@Timeout(180)
class ControllerProcessTest {

  private static final String QUICK = "mkdir -p out && cp page.html out/\n";

  @TempDir Path folder;
  private Installed installed;
  private ControllerProcess controller;
  private Git app;

  @BeforeEach
  void start() throws Exception {
    installed = new Installed(folder.resolve("data"));
    controller = ControllerProcess.start(installed.data);
    app = installed.app(folder.resolve("app"), QUICK);
  }

  @AfterEach
  void stop() throws Exception {
    if (!controller.process().isAlive()) {
      controller = ControllerProcess.start(installed.data);
    }
    installed.close();
    controller.stop();
  }

  @Test
  void orderlyStopLeavesWhatServesEndsTheBuildAndTheNextOneGoesOn() throws Exception {
    app.commit("one");
    push();
    assertThat(installed.newest(run -> run.status().ended()).status())
        .isEqualTo(RunStatus.SUCCEEDED);
    EdgeStatus.Up edge = edge();
    Path pid = folder.resolve("build.pid");
    Path go = folder.resolve("go");
    app.write("page.html", "hello again")
        .write(
            "build.sh",
            "echo $$ > " + pid + "; while [ ! -e " + go + " ]; do sleep 0.1; done\n" + QUICK)
        .commit("two");
    push();
    long build = pid(pid);

    controller.stop();

    assertThat(Processes.entry(build)).isEmpty();
    assertThat(installed.data.controllerFile()).doesNotExist();
    assertThat(installed.runs().getFirst().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(page()).isEqualTo("hello");
    assertThat(edge().pid()).isEqualTo(edge.pid());

    Files.createFile(go);
    controller = ControllerProcess.start(installed.data);

    assertThat(installed.newest(run -> run.status().ended()).status())
        .isEqualTo(RunStatus.SUCCEEDED);
    assertThat(page()).isEqualTo("hello again");
    assertThat(edge().pid()).isEqualTo(edge.pid());
  }

  @Test
  void fileOfAKilledControllerIsKnownToBeStale() throws Exception {
    assertThat(ControllerFile.running(installed.data)).isPresent();

    controller.kill();

    assertThat(installed.data.controllerFile()).exists();
    assertThat(ControllerFile.running(installed.data)).isEmpty();
    controller = ControllerProcess.start(installed.data);
    assertThat(ControllerFile.running(installed.data).orElseThrow().url())
        .isEqualTo(controller.url());
  }

  @Test
  void pushThatTheControllerDiesOfIsTakenTheNextTime() throws Exception {
    random("big", 30 << 20);
    app.commit("one");
    CompletableFuture<Said> pushing =
        CompletableFuture.supplyAsync(() -> {
          try {
            return push();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    installed.await(
        "the pack",
        () -> Optional.of(installed.data.repositories()).filter(ControllerProcessTest::takesAPack));

    controller.kill();

    assertThat(pushing.get().status()).isNotZero();
    assertThat(installed.tip("main")).isEmpty();
    controller = ControllerProcess.start(installed.data);
    Said again = push();
    assertThat(again.status()).as(again.text()).isZero();
    assertThat(installed.newest(run -> run.status().ended()).status())
        .isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void memoryIsSmallWhenIdleAndAfterALargePush() throws Exception {
    app.commit("one");
    push();
    installed.newest(run -> run.status().ended());
    Thread.sleep(3000);
    long idle = controller.residentMegabytes();
    random("big", 60 << 20);
    app.commit("big");
    Said large = push();
    installed.newest(run -> run.status().ended());
    long after = controller.residentMegabytes();
    System.out.printf(
        "controller: %d MB idle after a deployment, %d MB after a push of 60 MB, %d threads%n",
        idle, after, controller.threads());

    assertThat(large.status()).as(large.text()).isZero();
    assertThat(idle).isLessThanOrEqualTo(150);
  }

  private Said push() throws Exception {
    return app.run("push", installed.remote(controller.url()), "HEAD:main");
  }

  private static boolean takesAPack(Path repositories) {
    try (var files = Files.walk(repositories)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("incoming_"));
    } catch (java.io.IOException | java.io.UncheckedIOException notYet) {
      return false;
    }
  }

  private void random(String name, int bytes) throws Exception {
    byte[] content = new byte[bytes];
    new Random(1).nextBytes(content);
    Files.write(app.checkout().resolve(name), content);
  }

  private long pid(Path file) throws Exception {
    return installed.await(
        "the build",
        () -> {
          try {
            return Files.exists(file)
                ? Optional.of(Files.readString(file).strip())
                    .filter(s -> !s.isEmpty())
                    .map(Long::valueOf)
                : Optional.empty();
          } catch (java.io.IOException e) {
            return Optional.empty();
          }
        });
  }

  private EdgeStatus.Up edge() throws Exception {
    return (EdgeStatus.Up)
        installed
            .backline
            .parts()
            .environments()
            .here(Installed.APP, Installed.DEV)
            .edge()
            .current();
  }

  private String page() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + installed.port + "/page.html"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
