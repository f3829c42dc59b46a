package dev.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.SecretName;
import dev.backline.lease.LeaseScope;
import dev.backline.pipeline.RunParameters;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SecretChangeTest {

  private static final SecretName GREETING = new SecretName("GREETING");
  @TempDir Path folder;

  @Test
  void rollbackDoesNotTakeUpAProcessThatStillHasTheOldSecret() throws Exception {
    Installed installed = new Installed(folder.resolve("data"));
    Controller controller = Controller.start(installed.backline, 0);
    try {
      EnvironmentSecrets secrets =
          installed.backline.parts().secrets().of(Installed.APP, Installed.DEV);
      secrets.set(GREETING, Secret.of("first-value"));
      Git app = installed.app(folder.resolve("app"), "mkdir -p out && cp page.html out/\n");
      app.write("backline.yml", config(installed)).commit("one");
      deploy(installed, controller, app);
      assertThat(greeting(installed)).isEqualTo("first-value");
      app.write("page.html", "two").commit("two");
      deploy(installed, controller, app);
      secrets.set(GREETING, Secret.of("second-value"));

      run(installed, RunKind.ROLLBACK, Map.of());

      assertThat(greeting(installed)).isEqualTo("second-value");
    } finally {
      installed.close();
      controller.close();
    }
  }

  @Test
  void deployingTheSameCommitAgainTakesUpTheNewSecret() throws Exception {
    Installed installed = new Installed(folder.resolve("data"));
    Controller controller = Controller.start(installed.backline, 0);
    try {
      EnvironmentSecrets secrets =
          installed.backline.parts().secrets().of(Installed.APP, Installed.DEV);
      secrets.set(GREETING, Secret.of("first-value"));
      Git app = installed.app(folder.resolve("app"), "mkdir -p out && cp page.html out/\n");
      app.write("backline.yml", config(installed)).commit("one");
      deploy(installed, controller, app);
      Map<String, String> again =
          Map.of(RunParameters.COMMIT, app.must("rev-parse", "HEAD").strip());
      secrets.set(GREETING, Secret.of("second-value"));

      run(installed, RunKind.DEPLOY, again);
      assertThat(greeting(installed)).isEqualTo("second-value");

      int served = installed.backline.releases().newest(Installed.APP, Installed.DEV, 9).size();
      run(installed, RunKind.DEPLOY, again);
      assertThat(installed.backline.releases().newest(Installed.APP, Installed.DEV, 9))
          .as("nothing to do the second time")
          .hasSize(served);
    } finally {
      installed.close();
      controller.close();
    }
  }

  private static void run(Installed installed, RunKind kind, Map<String, String> parameters)
      throws Exception {
    RunRecord asked =
        installed
            .backline
            .runs()
            .submit(
                new RunRequest(
                    kind,
                    new LeaseScope(Installed.APP.value(), Installed.DEV.value()),
                    parameters,
                    "a test",
                    Optional.empty()));
    RunRecord ended = installed.newest(run -> run.id().equals(asked.id()) && run.status().ended());
    assertThat(ended.status()).as("" + ended).isEqualTo(RunStatus.SUCCEEDED);
  }

  /** The release writes its secret where it serves from. */
  private static String config(Installed installed) {
    return installed
        .config()
        .replace(
            "exec jwebserver",
            "mkdir -p www-$PORT; echo $GREETING > www-$PORT/greeting; cp page.html www-$PORT/; cd"
                + " www-$PORT; exec jwebserver")
        .replace("  port: PORT", "  port: PORT\n  env: {GREETING: \"${secret.GREETING}\"}")
        // Only where versions are given does the release before stay ready to be taken up again.
        .replace("deploy: push", "deploy: push\n    versions: {start: v0.1.0}")
        .replace("environments:", "secrets: [GREETING]\nenvironments:");
  }

  private static void deploy(Installed installed, Controller controller, Git app) throws Exception {
    int before = installed.runs().size();
    app.must("push", "-q", installed.remote(controller.url()), "HEAD:main");
    RunRecord run =
        installed.newest(newest -> installed.runs().size() > before && newest.status().ended());
    assertThat(run.status()).as("" + run).isEqualTo(RunStatus.SUCCEEDED);
  }

  private static String greeting(Installed installed) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + installed.port + "/greeting"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .strip();
    }
  }
}
