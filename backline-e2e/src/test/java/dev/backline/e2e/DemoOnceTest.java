package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo with an app that is delivered well and is not Music Graph, so that some claims hold and
 * others don't: both are told, and nothing is left running.
 */
@Timeout(600)
class DemoOnceTest {

  private static final int LONGEST_SECONDS = 500;
  private static final int DEV = 18080;
  private static final int PROD = 18090;

  @TempDir Path temp;

  @Test
  void aClaimThatDoesNotHoldAndAPortThatIsTakenAreToldAndAllIsStopped() throws Exception {
    Path data = temp.resolve("data");
    Path said = temp.resolve("said");
    Path result = temp.resolve("result.json");
    TinyApp.in(temp.resolve("home/music-graph"), DEV, PROD)
        .edit("backline.yml", text -> text.replace("app: tiny", "app: music-graph"));
    List<String> command = DemoProgram.in(temp.resolve("home"), data, "--once", "--json");
    int status;
    List<ProcessHandle> left;
    try (ServerSocket taken = take(DEV)) {
      status = run(command, said, result);
      left = Leftovers.below(data);
    } finally {
      Leftovers.below(data).forEach(ProcessHandle::destroyForcibly);
    }

    assertThat(left).as("processes left behind").isEmpty();
    String story = Files.readString(said);
    JsonNode told = new JsonMapper().readTree(Files.readString(result));
    assertThat(status).as(story).isEqualTo(ExitCode.FAILED_AND_UNDONE.status());
    assertThat(story)
        .contains("port 18080 is taken by another program: dev listens on " + port(told, "dev"));
    assertThat(told.fieldNames())
        .toIterable()
        .containsExactly("held", "tookMillis", "prod", "dev", "controller", "claims", "runs");
    assertThat(told.path("held").booleanValue()).isFalse();
    assertThat(claims(told, true))
        .contains("the push was deployed to dev", "dev serves within 5 min");
    assertThat(claims(told, false))
        .contains("prod serves v0.1.0-alpha", "filling in /login of Music Graph");
    assertThat(told.path("runs").findValuesAsText("status"))
        .as(story)
        .containsExactly("succeeded", "succeeded");
    assertThat(told.at("/runs/0").fieldNames())
        .toIterable()
        .containsExactly("run", "kind", "environment", "status", "tookMillis", "facts", "steps");
    for (String site : List.of("dev", "prod", "controller")) {
      assertThat(listens(port(told, site))).as(site + " still listens").isFalse();
    }
  }

  /** By somebody else where it is free; it is taken all the same where it is not. */
  private static ServerSocket take(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (java.net.BindException takenAlready) {
      // That is what was to be done.
    }
    return socket;
  }

  private static int run(List<String> command, Path said, Path result) throws Exception {
    Process demo =
        new ProcessBuilder(command)
            .redirectOutput(result.toFile())
            .redirectError(said.toFile())
            .start();
    try {
      assertThat(demo.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
          .as(Files.readString(said))
          .isTrue();
      return demo.exitValue();
    } finally {
      demo.destroyForcibly();
    }
  }

  private static List<String> claims(JsonNode told, boolean held) {
    return StreamSupport.stream(told.path("claims").spliterator(), false)
        .filter(claim -> claim.path("held").booleanValue() == held)
        .map(claim -> claim.path("claim").textValue())
        .toList();
  }

  private static int port(JsonNode told, String site) {
    return URI.create(told.path(site).textValue()).getPort();
  }

  private static boolean listens(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
      return true;
    } catch (java.net.ConnectException refused) {
      return false;
    }
  }
}
