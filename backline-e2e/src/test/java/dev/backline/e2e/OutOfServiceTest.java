package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.EnvironmentName;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Apps that are taken out of service by hand, and put into service again. */
class OutOfServiceTest {

  private static final EnvironmentName PROD = Installation.PROD;

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  static Path directory;

  private static Installation installation;
  private static Wholeness whole;

  @BeforeAll
  static void serve() {
    installation = Installation.in(directory);
    whole = new Wholeness(installation);
    installation.deploy();
    installation.promote();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @Test
  void aStoppedAppStaysStoppedAndServesAgainOnceItIsStarted() throws Exception {
    String before = whole.require(PROD);

    done(RunKind.STOP, Map.of());
    assertThat(answer()).isEqualTo(503);
    installation.controller().kill();
    installation.restartController();
    // The keeper restarts what has died: this has not.
    Thread.sleep(Duration.ofSeconds(3));
    assertThat(answer()).isEqualTo(503);

    done(RunKind.START, Map.of());
    assertThat(answer()).isEqualTo(200);
    assertThat(whole.require(PROD)).isEqualTo(before);
  }

  @Test
  void startingWhatServesChangesNothing() {
    String before = whole.require(PROD);
    try (Load load = Load.on(installation.urlOf(PROD))) {
      RunRecord run = done(RunKind.START, Map.of());
      assertThat(installation.story(run)).contains("serves already");
      assertThat(load.failures()).isEmpty();
    }
    assertThat(whole.require(PROD)).isEqualTo(before);
  }

  @Test
  void whileMaintenanceIsOnEverybodyIsAskedForPatience() throws Exception {
    done(RunKind.MAINTENANCE, Map.of("maintenance", "on"));
    HttpResponse<String> page = get();
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.headers().firstValue("Retry-After")).isPresent();

    done(RunKind.MAINTENANCE, Map.of("maintenance", "off"));
    assertThat(answer()).isEqualTo(200);
  }

  private static RunRecord done(RunKind kind, Map<String, String> parameters) {
    return installation.succeeded(installation.submit(kind, PROD, parameters));
  }

  private static int answer() throws IOException, InterruptedException {
    return get().statusCode();
  }

  private static HttpResponse<String> get() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(installation.urlOf(PROD)))
              .timeout(Duration.ofSeconds(10))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
