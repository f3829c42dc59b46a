package dev.backline.host.local.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.detached.Marker;
import dev.backline.host.local.LocalHost;
import dev.backline.testing.FreePort;
import dev.backline.testing.GreetingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real namespaces, both as root makes them and as other accounts do. */
@Timeout(60)
class OwnNetworkTest {

  private static final String OWNER = "app/test/network";
  private static final String CONNECT = "exec 3<>\"/dev/tcp/$1/$2\" && cat <&3";

  @TempDir Path folder;

  /** Root may do as others have to; others may not as root does. */
  static List<NetworkWords> ways() {
    return NetworkWords.ofThisUser() == NetworkWords.BY_ROOT
        ? List.of(NetworkWords.values())
        : List.of(NetworkWords.BY_USER);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void nothingAnswersInItButWhatIsLedIn(NetworkWords words) throws Exception {
    try (GreetingServer database = GreetingServer.saying("the copy");
        GreetingServer other = GreetingServer.saying("another server");
        OwnNetwork network = make(words)) {
      int way = network.lead(database.address());

      assertThat(connect(network, "127.0.0.1", way).stdout()).containsExactly("the copy");
      assertThat(connect(network, "127.0.0.1", other.port()).lastWords())
          .contains("Connection refused");
      assertThat(connect(network, "192.0.2.1", 80).lastWords()).contains("Network is unreachable");
      assertThat(connect(List.of(), "127.0.0.1", other.port()).stdout())
          .as("outside of it")
          .containsExactly("another server");
    }
  }

  @Test
  void wayThatIsClosedLeadsNowhere() throws Exception {
    try (GreetingServer database = GreetingServer.saying("the copy");
        OwnNetwork network = make(NetworkWords.ofThisUser())) {
      int closed = network.lead(database.address());
      int open = network.lead(database.address());
      network.unlead(closed);

      assertThat(connect(network, "127.0.0.1", closed).stdout()).isEmpty();
      assertThat(connect(network, "127.0.0.1", open).stdout()).containsExactly("the copy");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatListensInItIsReachedByItsDoor(NetworkWords words) throws Exception {
    try (OwnNetwork network = make(words)) {
      int port = network.door(FreePort::any);
      try (Listener inside = Listener.in(network, port)) {
        for (int i = 0; i < 20; i++) {
          assertThat(inside.ask("question " + i)).isEqualTo("question " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void programInItRunsAsTheSameAccount(NetworkWords words) throws Exception {
    try (OwnNetwork network = make(words)) {
      assertThat(run(network.entering(), "id", "-u", "-n").stdout())
          .containsExactly(System.getProperty("user.name"));
    }
  }

  @Test
  void nothingIsLeftOnceItIsClosed() throws Exception {
    int port;
    try (OwnNetwork network = make(NetworkWords.ofThisUser())) {
      port = network.door(FreePort::any);
      assertThat(Marker.bearers(OWNER, network())).isNotEmpty();
    }
    OwnNetwork.clear(OWNER, network());

    assertThat(Marker.bearers(OWNER, network())).isEmpty();
    assertThat(network()).doesNotExist();
    new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1")).close();
  }

  @Test
  void itEndsWithTheProcessThatMadeItEvenIfThatIsKilled() throws Exception {
    Process maker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Maker.class.getName(),
                network().toString())
            .redirectErrorStream(true)
            .start();
    assertThat(maker.inputReader().lines().filter("made"::equals).findFirst()).isPresent();
    List<ProcessHandle> holder =
        Marker.bearers(OWNER, network()).stream()
            .flatMap(bearer -> ProcessHandle.of(bearer.process().identity().pid()).stream())
            .toList();
    assertThat(holder).hasSize(1);

    maker.destroyForcibly();

    holder.getFirst().onExit().get(20, TimeUnit.SECONDS);
    assertThat(Marker.bearers(OWNER, network())).isEmpty();
  }

  /** Makes a network and waits to be killed. */
  static final class Maker {
    public static void main(String[] arguments) throws Exception {
      OwnNetwork.make(OWNER, Path.of(arguments[0]));
      System.out.println("made");
      System.in.read();
    }
  }

  @Test
  void folderWithALongNameIsNoObstacle() throws Exception {
    Path deep = folder.resolve("d".repeat(100)).resolve("d".repeat(100));
    try (GreetingServer database = GreetingServer.saying("the copy");
        OwnNetwork network = OwnNetwork.make(OWNER, deep)) {
      assertThat(connect(network, "127.0.0.1", network.lead(database.address())).stdout())
          .containsExactly("the copy");
    }
  }

  @Test
  void networkThatIsGoneIsToldToWhoWantsToEnter() throws Exception {
    try (OwnNetwork network = make(NetworkWords.ofThisUser())) {
      for (Marker.Bearer holder : Marker.bearers(OWNER, network())) {
        ProcessHandle process = ProcessHandle.of(holder.process().identity().pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
      }
      assertThatThrownBy(network::entering)
          .isInstanceOfSatisfying(
              BacklineException.class,
              told -> assertThat(told.failure().why()).contains("is gone"));
    }
  }

  private Path network() {
    return folder.resolve("network");
  }

  private OwnNetwork make(NetworkWords words) throws InterruptedException {
    return OwnNetwork.make(OWNER, network(), words);
  }

  private static CommandResult connect(OwnNetwork network, String address, int port)
      throws InterruptedException {
    return connect(network.entering(), address, port);
  }

  private static CommandResult connect(List<String> entering, String address, int port)
      throws InterruptedException {
    return run(entering, "bash", "-c", CONNECT, "bash", address, Integer.toString(port));
  }

  private static CommandResult run(List<String> entering, String... argv)
      throws InterruptedException {
    List<String> words = new ArrayList<>(entering);
    words.addAll(List.of(argv));
    return new LocalHost()
        .run(HostCommand.of(words).within(Duration.ofSeconds(20)), CommandOutput.ignored());
  }

  /** A program in the network that says back what it is told. */
  record Listener(Process process, int port) implements AutoCloseable {

    static Listener in(OwnNetwork network, int port) throws IOException {
      List<String> words = new ArrayList<>(network.entering());
      words.addAll(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("java.class.path"),
              Echo.class.getName(),
              Integer.toString(port)));
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      assertThat(process.inputReader().lines().filter("listening"::equals).findFirst()).isPresent();
      return new Listener(process, port);
    }

    String ask(String question) throws IOException {
      try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  static final class Echo {
    public static void main(String[] arguments) throws Exception {
      try (ServerSocket server =
          new ServerSocket(
              Integer.parseInt(arguments[0]), 50, InetAddress.ofLiteral("127.0.0.1"))) {
        System.out.println("listening");
        while (true) {
          try (Socket client = server.accept()) {
            client.getInputStream().transferTo(client.getOutputStream());
          }
        }
      }
    }
  }
}
