package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.Backline;
import dev.backline.access.TokenName;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.lease.LeaseScope;
import dev.backline.run.OutputLine;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.secret.Secret;
import dev.backline.server.Controller;
import dev.backline.state.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushToProductionTest {

  @TempDir Path temp;

  @Test
  void deliversAPushToDevAndPromotesItToProd() throws Exception {
    DataDirectory data = new DataDirectory(temp.resolve("data"));
    Backline backline = Backline.open(data, Clock.systemUTC());
    AppName app = new AppName("music-graph");
    for (String environment : List.of("dev", "prod")) {
      backline
          .parts()
          .secrets()
          .of(app, new EnvironmentName(environment))
          .set(new SecretName("ADMIN_PASSWORD"), Secret.of("a-long-password-1"));
    }
    Secret token = backline.tokens().create(new TokenName("test"));
    try (Controller controller = Controller.start(backline, 0)) {
      Path source = Path.of("..").toRealPath().resolve("music-graph");
      Path work = temp.resolve("work");
      run(
          source.getParent(),
          "git",
          "archive",
          "--format=tar",
          "-o",
          temp.resolve("a.tar").toString(),
          "HEAD",
          "music-graph");
      Files.createDirectories(work);
      run(work, "tar", "-xf", temp.resolve("a.tar").toString(), "--strip-components=1");
      if (!Files.exists(work.resolve("backline.yml"))) {
        Files.copy(Path.of("/tmp/backline.yml"), work.resolve("backline.yml"));
      }
      run(work, "git", "init", "-q", "-b", "main");
      run(work, "git", "add", "-A");
      run(work, "git", "commit", "-qm", "First");
      String url =
          controller.url().replace("http://", "http://x:" + token.reveal() + "@")
              + "/git/music-graph.git";
      run(work, "git", "push", url, "main");
      RunRecord deployed = await(backline, 1);
      assertThat(deployed.status()).isEqualTo(RunStatus.SUCCEEDED);
      backline
          .runs()
          .submit(
              new RunRequest(
                  RunKind.PROMOTE,
                  new LeaseScope("music-graph", "prod"),
                  Map.of(),
                  "a test",
                  Optional.empty()));
      assertThat(await(backline, 2).status()).isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  private static RunRecord await(Backline backline, long id) throws InterruptedException {
    long seen = 0;
    while (true) {
      for (OutputLine line :
          backline.output().read(new dev.backline.journal.RunId(id), seen, 1000)) {
        System.out.println(
            line.at() + " " + line.step().map(Object::toString).orElse("") + " | " + line.text());
        seen = line.seq();
      }
      RunRecord run = backline.runs().find(new dev.backline.journal.RunId(id)).orElseThrow();
      if (run.status().ended()) {
        backline
            .journal()
            .entries(run.id())
            .forEach(e -> System.out.println(e.at() + " " + e.entry()));
        return run;
      }
      Thread.sleep(100);
    }
  }

  private static void run(Path directory, String... command) throws Exception {
    Process process = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
