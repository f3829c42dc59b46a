package dev.backline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.backline.config.HostName;
import dev.backline.config.ImageName;
import dev.backline.config.RegistrySpec;
import dev.backline.config.RegistrySpec.Login;
import dev.backline.config.SecretName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RegistryLoginTest {

  private static final SecretName PASSWORD = new SecretName("REGISTRY_PASSWORD");

  @TempDir Path programs;
  private final MapSecrets secrets = MapSecrets.none();

  @Test
  void nobodyNeedsNothing() throws Exception {
    assertThat(login(new Login.Nobody())).isEmpty();
  }

  @Test
  void aPasswordIsASecretOfTheEnvironment() throws Exception {
    secrets.set(PASSWORD, Secret.of("word"));

    assertThat(login(new Login.Password("ann", PASSWORD)))
        .contains(new Credential("ann", Secret.of("word")));
  }

  @Test
  void aMissingPasswordIsToldByItsName() {
    assertThatThrownBy(() -> login(new Login.Password("ann", PASSWORD)))
        .hasMessageContaining("REGISTRY_PASSWORD")
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .returns(ExitCode.USAGE, e -> e.failure().exitCode());
  }

  @Test
  void aKeyOfGooglesIsAPasswordWithAFixedUser() throws Exception {
    secrets.set(PASSWORD, Secret.of("{\"private_key\":\"k\"}"));

    assertThat(login(new Login.ServiceAccountKey(PASSWORD)))
        .contains(new Credential("_json_key", Secret.of("{\"private_key\":\"k\"}")));
  }

  @Test
  void aHelperIsAskedForTheServer() throws Exception {
    helper(
        "read -r server; echo \"{\\\"Username\\\":\\\"for $server\\\",\\\"Secret\\\":\\\"x\\\"}\"");

    assertThat(login(new Login.Program("ours")).orElseThrow().user())
        .isEqualTo("for registry.example.com");
  }

  @Test
  void whatAHelperPrintsIsNeverTold() throws Exception {
    helper("echo 'hunter2 is no JSON'");

    assertThatThrownBy(() -> login(new Login.Program("ours")))
        .hasMessageContaining("its answer is not a login")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void aHelperThatFailsIsToldInItsOwnWords() throws Exception {
    helper("echo 'credentials not found' >&2; exit 1");

    assertThatThrownBy(() -> login(new Login.Program("ours")))
        .hasMessageContaining("docker-credential-ours")
        .hasMessageContaining("credentials not found");
  }

  @Test
  void aMachineTellsItsOwnToken() throws Exception {
    List<String> flavours = new ArrayList<>();
    HttpServer metadata = metadata(flavours, 200, "{\"access_token\":\"ya29\",\"expires_in\":9}");
    try {
      assertThat(login(new Login.MachineIdentity(), uri(metadata)))
          .contains(new Credential("oauth2accesstoken", Secret.of("ya29")));
      assertThat(flavours).containsExactly("Google");
    } finally {
      metadata.stop(0);
    }
  }

  @Test
  void aMachineWithoutAnIdentityIsTold() throws Exception {
    HttpServer metadata = metadata(new ArrayList<>(), 404, "");
    try {
      assertThatThrownBy(() -> login(new Login.MachineIdentity(), uri(metadata)))
          .hasMessageContaining("metadata service")
          .hasMessageContaining("404");
    } finally {
      metadata.stop(0);
    }
  }

  private Optional<Credential> login(Login login) throws InterruptedException {
    return login(login, URI.create("http://127.0.0.1:1"));
  }

  private Optional<Credential> login(Login login, URI metadata) throws InterruptedException {
    RegistrySpec spec = new RegistrySpec(new ImageName("registry.example.com/shop"), login);
    return new RegistryLogin(new PathHost(programs), metadata).credential(spec, secrets);
  }

  private void helper(String script) throws IOException {
    Path program = programs.resolve("docker-credential-ours");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private static HttpServer metadata(List<String> flavours, int status, String body)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/computeMetadata/v1/instance/service-accounts/default/token",
        exchange -> {
          try (exchange) {
            flavours.add(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return server;
  }

  private static URI uri(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** This machine, with one more folder on its path. */
  private record PathHost(Path folder) implements Host {

    @Override
    public HostName name() {
      return HostName.LOCAL;
    }

    @Override
    public CommandResult run(HostCommand command, CommandOutput output)
        throws InterruptedException {
      List<String> argv =
          new ArrayList<>(
              List.of("sh", "-c", "PATH=$1:$PATH; shift; exec \"$@\"", "sh", folder.toString()));
      argv.addAll(command.argv());
      return new LocalHost()
          .run(
              new HostCommand(
                  argv,
                  command.environment(),
                  command.directory(),
                  command.stdin(),
                  command.timeout(),
                  command.privileged()),
              output);
    }
  }
}
