package dev.backline.host.local.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The inner half of {@link OwnNetwork}: started in a new network, in its folder, it holds that
 * network and hands connections on. It says a line when it is ready, and for each line that it is
 * told it opens a way out and says that way's port. It ends with its standard input, and so with
 * whoever started it, however that ends. Needs no class but those of this package.
 */
final class InsideMain {

  static final String READY = "ready";

  private static final int IP_SECONDS = 5;

  private InsideMain() {}

  public static void main(String[] none) throws IOException, InterruptedException {
    raiseLoopback();
    Relay.serve(Relay.listen(Path.of(Relay.IN)), InsideMain::handIn);
    say(READY);
    try (BufferedReader told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (told.readLine() != null) {
        say(Integer.toString(wayOut()));
      }
    }
    Runtime.getRuntime().halt(0);
  }

  /** A new network's loopback interface is down (network_namespaces(7)). */
  private static void raiseLoopback() throws IOException, InterruptedException {
    Process ip = new ProcessBuilder("ip", "link", "set", "lo", "up").inheritIO().start();
    if (!ip.waitFor(IP_SECONDS, TimeUnit.SECONDS) || ip.exitValue() != 0) {
      ip.destroyForcibly();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void handIn(SocketChannel from) throws IOException {
    InetSocketAddress listener =
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Relay.port(from));
    try (SocketChannel to = SocketChannel.open(listener)) {
      Relay.join(from, to);
    }
  }

  private static int wayOut() throws IOException {
    ServerSocketChannel door = Relay.listen(0);
    int port = door.socket().getLocalPort();
    Relay.serve(door, from -> Relay.through(Path.of(Relay.OUT), port, from));
    return port;
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
