package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backline.cli.session.GlobalOptions;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.Terminal;
import dev.backline.config.ComposeSpec;
import dev.backline.config.HostName;
import dev.backline.config.HostSpec;
import dev.backline.config.ImageName;
import dev.backline.config.NginxSpec;
import dev.backline.config.Placement;
import dev.backline.config.SshLoginAddress;
import dev.backline.failure.ExitCode;
import dev.backline.testing.SshServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A plan for this machine, which changes nothing on it. */
class ProvisionCommandTest {

  @TempDir static Path shared;
  private static SshServer server;
  @TempDir Path folder;
  private CommandLineFixture fixture;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeAll
  static void start() {
    server = SshServer.start(shared);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void prepare() throws Exception {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
    fixture.run("host", "trust", "127.0.0.1:" + server.port());
  }

  @Test
  void plansForAHostAndTellsEachRequirement() {
    int status = provision("dev", "--plan");

    assertThat(status).isEqualTo(ExitCode.DONE.status());
    assertThat(text())
        .startsWith("web-1 would be changed, running ")
        .containsSubsequence(
            " Docker Engine",
            " Compose",
            " directory /srv/no-such-project",
            "      make /srv/no-such-project for " + server.user() + ", mode 751",
            " firewall: ");
    assertThat(Path.of("/srv/no-such-project")).doesNotExist();
  }

  @Test
  void tellsTheSameAsJson() {
    assertThat(provision("dev", "--plan", "--json")).isEqualTo(ExitCode.DONE.status());

    JsonNode json = JsonText.parse(text());
    assertThat(json.path("host").asText()).isEqualTo("web-1");
    List<String> states = new ArrayList<>();
    json.path("requirements").forEach(one -> states.add(one.path("state").asText()));
    assertThat(states).contains("unmet").isSubsetOf("met", "unmet");
  }

  @Test
  void refusesAnEnvironmentOfThisMachine() {
    var result = fixture.run("provision", "dev");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("it runs on this machine, not on hosts");
  }

  @Test
  void refusesAnEnvironmentThatIsNotDeclared() {
    var result = fixture.run("provision", "staging");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("declares no such environment");
  }

  private int provision(String... args) {
    GlobalOptions options = new GlobalOptions();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            fixture.variables,
            fixture.directory,
            new ByteArrayInputStream(new byte[0]),
            new Terminal(print, print, false, false, true),
            fixture.clock,
            () -> ZoneOffset.UTC,
            backline -> fixture.pipelines);
    ProvisionCommand command =
        new ProvisionCommand(new Session(surroundings, options), environment -> onThisMachine());
    CommandLine line = new CommandLine(command);
    options.addTo(line.getCommandSpec());
    return line.execute(args);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Placement onThisMachine() {
    HostSpec host =
        new HostSpec(
            new HostName("web-1"),
            new SshLoginAddress(server.user(), "127.0.0.1", server.port()),
            Optional.of(server.clientKey().toString()));
    return new Placement.OnHosts(
        List.of(host),
        new ComposeSpec(Optional.of("/srv/no-such-project"), 18_181, 18_182, List.of()),
        new NginxSpec(
            new NginxSpec.Where.InContainer(new ImageName("nginx:1.27")), Optional.empty()),
        Optional.empty());
  }
}
