package dev.backline.registry;

import dev.backline.config.ImageName;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real registry on 127.0.0.1: Debian's {@code docker-registry}. */
final class RunningRegistry implements AutoCloseable {

  static final Credential LOGIN = new Credential("deployer", Secret.of("s3cret-word"));

  /** {@code htpasswd -nbB} of {@link #LOGIN}, at the lowest cost. */
  private static final String HTPASSWD =
      "deployer:$2y$04$pRNxlO.h7DbSihTaFQR8w.6UbX7FFEC/wesg2akPkkF7zX1hgiR/O\n";

  private static final int SECONDS = 30;

  private final Process process;
  private final int port;

  private RunningRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** One that anybody may use. */
  static RunningRegistry open(Path folder) throws IOException {
    return start(folder, List.of());
  }

  /** One that wants {@link #LOGIN}. */
  static RunningRegistry guarded(Path folder) throws IOException {
    Path passwords = Files.writeString(Files.createDirectories(folder).resolve("p"), HTPASSWD);
    return start(
        folder, List.of("auth:", "  htpasswd:", "    realm: tests", "    path: " + passwords));
  }

  String name() {
    return "127.0.0.1:" + port;
  }

  Repository repository() {
    return Repository.of(image());
  }

  ImageName image() {
    return new ImageName(name() + "/team/app");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RunningRegistry start(Path folder, List<String> more) throws IOException {
    int port = freePort();
    Path config = Files.createDirectories(folder).resolve("registry.yml");
    Files.writeString(
        config,
        """
        version: 0.1
        log: {level: error}
        storage:
          filesystem: {rootdirectory: %s}
          delete: {enabled: true}
        http: {addr: "127.0.0.1:%d", secret: of-these-tests}
        """
                .formatted(folder.resolve("store"), port)
            + String.join("\n", more));
    Path log = folder.resolve("registry.log");
    Process process =
        new ProcessBuilder("docker-registry", "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    RunningRegistry registry = new RunningRegistry(process, port);
    registry.awaitReady(log);
    return registry;
  }

  private void awaitReady(Path log) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IllegalStateException(
              "docker-registry does not start: " + Files.readString(log), notYet);
        }
        Thread.onSpinWait();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
