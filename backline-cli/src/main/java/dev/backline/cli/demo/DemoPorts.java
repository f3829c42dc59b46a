package dev.backline.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ports on 127.0.0.1 that the demo's two sites get. */
record DemoPorts(int dev, int prod) {

  private static final int DEV = 18080;
  private static final int PROD = 18090;

  /** Those of Music Graph's own configuration, or free ones where those are taken. */
  static DemoPorts choose() throws IOException {
    return new DemoPorts(freeOr(DEV), freeOr(PROD));
  }

  /** A line for each site that does not get its own. */
  List<String> told() {
    return Stream.concat(told("dev", DEV, dev), told("prod", PROD, prod)).toList();
  }

  private static Stream<String> told(String site, int wanted, int given) {
    return wanted == given
        ? Stream.empty()
        : Stream.of(
            "port "
                + wanted
                + " is taken by another program: "
                + site
                + " listens on "
                + given
                + " instead");
  }

  /** What to replace in the configuration. */
  Map<String, String> replacements() {
    return Map.of("127.0.0.1:" + DEV, "127.0.0.1:" + dev, "127.0.0.1:" + PROD, "127.0.0.1:" + prod);
  }

  private static int freeOr(int wanted) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return wanted;
    } catch (IOException taken) {
      try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return any.getLocalPort();
      }
    }
  }
}
