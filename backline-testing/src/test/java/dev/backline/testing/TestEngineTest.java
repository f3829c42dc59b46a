package dev.backline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestEngineTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void runsContainersWhosePortsAreThisMachines() {
    try (TestEngine engine = TestEngine.make()) {
      engine.load(TinyImage.archive());
      engine.docker(
          "run",
          "--detach",
          "--publish=127.0.0.1::80",
          "--name=web",
          TinyImage.REFERENCE, //
          "serve",
          "80");
      String address = engine.docker("port", "web", "80");
      assertThat(get("http://" + address)).isEqualTo("tiny\n");
    }
  }

  @Test
  void twoAtATimeDoNotMeet() {
    try (TestEngine one = TestEngine.make();
        TestEngine other = TestEngine.make()) {
      one.load(TinyImage.archive());
      for (TestEngine engine : new TestEngine[] {one, other}) {
        engine.docker("network", "create", "app");
      }
      assertThat(one.docker("images", "--quiet")).isNotEmpty();
      assertThat(other.docker("images", "--quiet")).isEmpty();
    }
  }

  @Test
  void bringsContainersBackAfterAPowerCut() {
    try (TestEngine engine = TestEngine.make()) {
      engine.load(TinyImage.archive());
      engine.docker("run", "--detach", "--restart=always", "--name=kept", TinyImage.REFERENCE);
      engine.stop();
      engine.start();
      assertThat(Waiting.until(LIMIT, () -> running(engine, "kept"))).isTrue();
    }
  }

  @Test
  void leavesNothingBehind() {
    TestEngine engine = TestEngine.make();
    try (engine) {
      engine.load(TinyImage.archive());
      engine.docker("network", "create", "app");
      engine.docker("run", "--detach", "--network=app", TinyImage.REFERENCE);
    }
    Leftovers.assertNone(engine.place());
  }

  @Test
  void ofAKilledJvmIsClearedAwayByTheNext() throws Exception {
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Abandoned.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    TestPlace place;
    try (InputStream said = killed.getInputStream()) {
      byte[] line = new byte[8];
      int length = said.read(line);
      String number = new String(line, 0, length, StandardCharsets.UTF_8).strip();
      place = new TestPlace(Integer.parseInt(number));
    } finally {
      killed.destroyForcibly();
    }
    assertThat(killed.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(place.folder()).isDirectory();
    TestPlace.claim().close();
    Leftovers.assertNone(place);
  }

  /** Makes an engine with a container and a network, says where, and waits to be killed. */
  static final class Abandoned {
    private Abandoned() {}

    public static void main(String... arguments) throws InterruptedException {
      TestEngine engine = TestEngine.make();
      engine.load(TinyImage.archive());
      engine.docker("network", "create", "app");
      engine.docker("run", "--detach", "--network=app", TinyImage.REFERENCE);
      System.out.println(engine.place().folder().getFileName());
      Thread.sleep(Duration.ofMinutes(10));
    }
  }

  private static boolean running(TestEngine engine, String container) {
    return engine.docker("inspect", "--format={{.State.Running}}", container).equals("true");
  }

  private static String get(String url) {
    try (InputStream content = URI.create(url).toURL().openStream()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
