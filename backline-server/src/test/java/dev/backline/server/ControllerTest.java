package dev.backline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.source.PushRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControllerTest {

  @TempDir Path folder;

  @Test
  void fileTellsWhereItListensToItsOwnerAloneUntilItIsClosed() throws Exception {
    Installed installed = new Installed(folder);
    Path file = installed.data.controllerFile();
    try (Controller controller = Controller.start(installed.backline, 0)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(new JsonMapper().readTree(Files.readString(file)).path("url").asText())
          .isEqualTo(controller.url());
      assertThat(ControllerFile.running(installed.data).orElseThrow().url())
          .isEqualTo(controller.url());
    }
    assertThat(file).doesNotExist();
    assertThat(ControllerFile.running(installed.data)).isEmpty();
  }

  @Test
  void makesUpForAPushThatWasCutShortBeforeItsRunWasAskedForAndOnlyOnce() throws Exception {
    try (Installed installed = new Installed(folder.resolve("data"))) {
      installed
          .backline
          .parts()
          .repositories()
          .openOrCreate(Installed.APP, PushRules.APPEND_ONLY)
          .close();
      Git app = installed.app(folder.resolve("app"), "exit 1\n");
      String commit = app.commit("cut short");
      Path bare = installed.backline.parts().repositories().directory(Installed.APP);
      app.must("push", bare.toString(), "HEAD:main");
      assertThat(installed.runs()).isEmpty();

      Controller.start(installed.backline, 0).close();
      Controller.start(installed.backline, 0).close();

      assertThat(installed.runs()).hasSize(1);
      assertThat(installed.runs().getFirst().request().parameters()).containsValue(commit);
    }
  }

  @Test
  void secondControllerIsRefusedAndToldOfTheFirst() throws Exception {
    Installed installed = new Installed(folder);
    try (Controller controller = Controller.start(installed.backline, 0)) {
      assertThatThrownBy(() -> Controller.start(installed.backline, 0))
          .isInstanceOfSatisfying(
              BacklineException.class,
              e -> {
                assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED);
                assertThat(e.failure().why())
                    .contains("process " + ProcessHandle.current().pid())
                    .contains(controller.url());
              });
      assertThat(ControllerFile.running(installed.data)).isPresent();
    }
  }

  @Test
  void takenPortIsToldAndTheDirectoryIsFreeAgain() throws Exception {
    Installed installed = new Installed(folder);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> Controller.start(installed.backline, taken.getLocalPort()))
          .isInstanceOfSatisfying(
              BacklineException.class,
              e -> {
                assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
                assertThat(e.failure().tried()).contains("" + taken.getLocalPort());
              });
    }
    Controller.start(installed.backline, 0).close();
  }

  @Test
  void healthIsToldWithoutAToken() throws Exception {
    assertThat(ask("GET /healthz HTTP/1.1\r\nHost: localhost"))
        .startsWith("HTTP/1.1 200")
        .contains("{\"status\":\"up\"}");
  }

  @Test
  void onlyLoopbackNamesAreAnsweredAndNothingToldOfTheServer() throws Exception {
    for (String host : new String[] {"evil.example", "127.0.0.1.evil.example", "0.0.0.0"}) {
      assertThat(ask("GET /healthz HTTP/1.1\r\nHost: " + host))
          .as(host)
          .startsWith("HTTP/1.1 421")
          .doesNotContain("Server:");
    }
    assertThat(ask("GET /git/tiny.git/info/refs HTTP/1.1\r\nHost: evil.example"))
        .startsWith("HTTP/1.1 421");
    assertThat(ask("GET /healthz HTTP/1.0")).startsWith("HTTP/1.1 421");
    assertThat(ask("GET /healthz HTTP/1.1\r\nHost: LOCALHOST:8420")).startsWith("HTTP/1.1 200");
  }

  @Test
  void noDirectoryIsListed() throws Exception {
    for (String path : new String[] {"/", "/git", "/git/", "/git/tiny.git/"}) {
      assertThat(ask("GET " + path + " HTTP/1.1\r\nHost: localhost"))
          .as(path)
          .doesNotStartWith("HTTP/1.1 2")
          .doesNotContainIgnoringCase("jetty");
    }
  }

  @Test
  void longHeadersAndBodiesAreRefused() throws Exception {
    assertThat(ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\nCookie: " + "x".repeat(20_000)))
        .startsWith("HTTP/1.1 431");
    assertThat(
            ask(
                "POST /git/tiny.git/git-receive-pack HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Length: 600000000"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void guessingTokensIsSlowedAndWhoHasOneIsNotKeptOut() throws Exception {
    Installed installed = new Installed(folder);
    try (Controller controller = Controller.start(installed.backline, 0)) {
      assertThat(refs(controller, installed.token)).startsWith("HTTP/1.1 404");
      for (int i = 0; i < 10; i++) {
        assertThat(refs(controller, "bl_guess" + i)).startsWith("HTTP/1.1 401");
      }
      assertThat(refs(controller, "bl_guess"))
          .startsWith("HTTP/1.1 429")
          .contains("Retry-After: 60");
      assertThat(refs(controller, installed.token)).startsWith("HTTP/1.1 404");
    }
  }

  private static String refs(Controller controller, String token) throws IOException {
    String credentials =
        Base64.getEncoder().encodeToString(("git:" + token).getBytes(StandardCharsets.UTF_8));
    return ask(
        controller,
        "GET /git/none.git/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: localhost\r\n"
            + "Authorization: Basic "
            + credentials);
  }

  private String ask(String head) throws IOException {
    Installed installed = new Installed(folder.resolve("" + head.hashCode()));
    try (Controller controller = Controller.start(installed.backline, 0)) {
      return ask(controller, head);
    }
  }

  private static String ask(Controller controller, String head) throws IOException {
    int port = Integer.parseInt(controller.url().replaceAll(".*:", ""));
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
