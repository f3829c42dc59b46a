package dev.backline.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Argv;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.detached.Marker;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.secret.Masker;
import dev.backline.testing.GreetingServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Releases that are only tried, and their commands, in a network of their own. */
@Timeout(60)
class RehearsalNetworkTest {

  private static final Duration GRACE = Duration.ofSeconds(5);

  @TempDir Path folder;
  private RehearsalNetwork network;
  private ProcessRuntime runtime;

  @BeforeEach
  void prepare() throws Exception {
    EnvironmentFolder rehearsal = new EnvironmentFolder("app/test.rehearsal", folder);
    network = new RehearsalNetwork(rehearsal);
    runtime = new ProcessRuntime(rehearsal, Masker.none(), Clock.systemUTC(), network);
    runtime.prepare(
        Slot.BLUE, BlueSlot.V1.digest(), new ReleaseContent.Bundle(into -> {}), BlueSlot.FENCE);
  }

  @AfterEach
  void end() throws Exception {
    runtime.stop(Slot.BLUE, GRACE, BlueSlot.FENCE);
    network.end();
    assertThat(folder.resolve("network")).doesNotExist();
    assertThat(Marker.bearers("app/test.rehearsal/network", folder.resolve("network"))).isEmpty();
  }

  @Test
  void releaseIsReachedAndReachesItsDatabaseAndNothingElse() throws Exception {
    try (GreetingServer database = GreetingServer.saying("the copy");
        GreetingServer other = GreetingServer.saying("another server")) {
      assertThat(network.shutOff()).isEmpty();
      InetSocketAddress way = network.wayTo(database.address());
      SlotState state = healthy("normal");

      assertThat(get(state, "/reach/127.0.0.1/" + way.getPort())).isEqualTo("the copy");
      assertThat(get(state, "/reach/127.0.0.1/" + other.port())).contains("Connection refused");
      assertThat(get(state, "/reach/192.0.2.1/80")).contains("unreachable");
    }
  }

  @Test
  void commandReachesItsDatabaseAndNothingElse() throws Exception {
    try (GreetingServer database = GreetingServer.saying("the copy");
        GreetingServer other = GreetingServer.saying("another server")) {
      assertThat(network.shutOff()).isEmpty();
      InetSocketAddress way = network.wayTo(database.address());

      assertThat(command(way.getPort()).stdout()).containsExactly("the copy");
      assertThat(command(other.port()).lastWords()).contains("Connection refused");
      network.close(way);
      assertThat(command(way.getPort()).stdout()).as("the way is closed").isEmpty();
    }
  }

  @Test
  void releaseThatEndsByItselfIsNotTriedOnAnotherPort() throws Exception {
    assertThat(network.shutOff()).isEmpty();
    SlotState state = runtime.start(Slot.BLUE, BlueSlot.sample("exits"), BlueSlot.FENCE);

    assertThat(network.isFree(state.port())).isTrue();
    assertThat(runtime.startElsewhere(Slot.BLUE, state, BlueSlot.FENCE)).isEmpty();
  }

  @Test
  void onceItHasEndedReleasesRunInTheMachinesNetworkAgain() throws Exception {
    try (GreetingServer other = GreetingServer.saying("another server")) {
      assertThat(network.shutOff()).isEmpty();
      network.end();

      assertThat(get(healthy("normal"), "/reach/127.0.0.1/" + other.port()))
          .isEqualTo("another server");
    }
  }

  /** A user namespace may forbid itself further networks, as a machine may to its users. */
  @Test
  void whereTheMachinePermitsNoneItSaysWhyAndReleasesStayInTheMachinesNetwork() throws Exception {
    Process process =
        new ProcessBuilder(
                "unshare",
                "--user",
                "--map-root-user",
                "sh",
                "-c",
                "echo 0 >/proc/sys/user/max_net_namespaces && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Forbidden.class.getName(),
                folder.resolve("forbidden").toString())
            .redirectErrorStream(true)
            .start();

    List<String> said = process.inputReader().lines().toList();

    assertThat(said)
        .anySatisfy(line -> assertThat(line).startsWith("why: unshare: unshare failed"))
        .contains("entering: []", "way: 127.0.0.1:5432");
  }

  /** Tries to shut off. */
  static final class Forbidden {
    public static void main(String[] arguments) throws Exception {
      RehearsalNetwork network =
          new RehearsalNetwork(new EnvironmentFolder("app/test", Path.of(arguments[0])));
      System.out.println("why: " + network.shutOff().orElse("it is shut off"));
      System.out.println("entering: " + network.entering());
      InetSocketAddress way = network.wayTo(InetSocketAddress.createUnresolved("127.0.0.1", 5432));
      System.out.println("way: " + way.getHostString() + ":" + way.getPort());
    }
  }

  private SlotState healthy(String mode) throws InterruptedException {
    runtime.start(Slot.BLUE, BlueSlot.sample(mode), BlueSlot.FENCE);
    return runtime.awaitHealthy(Slot.BLUE, BlueSlot.CHECK, BlueSlot.FENCE).state();
  }

  private CommandResult command(int port) throws InterruptedException {
    return runtime.run(
        Slot.BLUE,
        new ReleaseCommand(
            new Argv(
                List.of(
                    "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$1 && cat <&3", "bash", "" + port)),
            Map.of()),
        Duration.ofSeconds(20),
        CommandOutput.ignored(),
        BlueSlot.FENCE);
  }

  private static String get(SlotState state, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + state.port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
