package dev.backline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TestRegistryTest {

  @SuppressWarnings("NullAway.Init")
  private static TestEngine engine;

  @BeforeAll
  static void makeEngine() {
    engine = TestEngine.make();
    engine.load(TinyImage.archive());
  }

  @AfterAll
  static void endEngine() {
    engine.close();
  }

  @Test
  void keepsWhatIsPushedAlsoWhenItWasStopped() {
    try (TestRegistry registry = TestRegistry.on("127.0.0.1").start()) {
      String image = push(registry);
      registry.stop();
      assertThatThrownBy(() -> engine.docker("pull", image)).hasMessageContaining("refused");
      registry.start();
      engine.docker("pull", image);
    }
  }

  @Test
  void saysThatABlobIsLost() {
    try (TestRegistry registry = TestRegistry.on("127.0.0.1").start()) {
      String image = push(registry);
      String digest =
          engine.docker("inspect", "--format={{index .RepoDigests 0}}", image).split("@", 2)[1];
      registry.loseBlob(digest);
      engine.docker("image", "rm", image);
      assertThatThrownBy(() -> engine.docker("pull", image)).hasMessageContaining("unknown");
    }
  }

  @Test
  void letsNobodyInWithoutTheLogin() {
    try (TestRegistry registry =
        TestRegistry.on("127.0.0.1").withLogin("crew", "for-tests-only").start()) {
      assertThatThrownBy(() -> push(registry)).hasMessageContaining("no basic auth credentials");
      engine.docker("login", "--username=crew", "--password=for-tests-only", registry.name());
      push(registry);
    }
  }

  @Test
  void showsACertificateThatHasToBeKnown() {
    try (TestRegistry registry = TestRegistry.on("127.0.0.1").withTls().start()) {
      String url = registry.url() + "/v2/";
      assertThatThrownBy(() -> Programs.run("curl", "--silent", "--show-error", url))
          .hasMessageContaining("certificate");
      assertThat(
              Programs.run("curl", "--silent", "--cacert", registry.certificate().toString(), url))
          .isEqualTo("{}");
    }
  }

  @Test
  void answersSlowlyWhenItIsToldTo() throws Exception {
    try (TestRegistry registry = TestRegistry.on("127.0.0.1").start();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest question = HttpRequest.newBuilder(URI.create(registry.url() + "/v2/")).build();
      // The first takes a client a while by itself.
      client.send(question, HttpResponse.BodyHandlers.discarding());
      registry.slowDown(Duration.ofSeconds(2));
      long start = System.nanoTime();
      client.send(question, HttpResponse.BodyHandlers.discarding());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertThat(took).isGreaterThan(Duration.ofMillis(3999)); // there and back
    }
  }

  private static String push(TestRegistry registry) {
    String image = registry.name() + "/tiny:1";
    engine.docker("tag", TinyImage.REFERENCE, image);
    engine.docker("push", "--quiet", image);
    return image;
  }
}
