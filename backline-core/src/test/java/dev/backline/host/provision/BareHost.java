package dev.backline.host.provision;

import dev.backline.config.HostName;
import dev.backline.config.HostSpec;
import dev.backline.config.SshLoginAddress;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import dev.backline.host.ssh.HostKeyScan;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import dev.backline.host.ssh.SshDeadlines;
import dev.backline.host.ssh.SshHosts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A machine with a bare Debian: its own file system, processes, network and firewall. One logs in
 * there as root, as {@code anna}, who may use sudo, and as {@code bob}, who may not.
 */
final class BareHost implements AutoCloseable {

  private static final HostName NAME = new HostName("bare-1");
  private static final Duration MAKE = Duration.ofMinutes(10);
  private static final SshDeadlines DEADLINES =
      new SshDeadlines(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(5));

  private final Path folder;
  private final Process process;
  private final String address;

  private BareHost(Path folder, Process process, String address) {
    this.folder = folder;
    this.process = process;
    this.address = address;
  }

  static BareHost start(Path folder) throws IOException, InterruptedException {
    Path image = image(folder);
    Path script = script(folder, "bare-host.sh");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve("key").toString());
    // A network of four addresses: one is ours, one the host's.
    int base = 4 * ThreadLocalRandom.current().nextInt(1 << 14);
    Process process =
        new ProcessBuilder(
                "unshare",
                "--net",
                "--mount",
                "--pid",
                "--uts",
                "--ipc",
                "--fork",
                "--kill-child",
                "sh",
                script.toString(),
                image.toString(),
                Files.createDirectory(folder.resolve("machine")).toString(),
                address(base + 2),
                folder.resolve("key.pub").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    BareHost host = new BareHost(folder, process, address(base + 2));
    host.connect(address(base + 1));
    host.awaitReady();
    return host;
  }

  HostSpec as(String user) {
    return new HostSpec(
        NAME,
        new SshLoginAddress(user, address, 22),
        Optional.of(folder.resolve("key").toString()));
  }

  /** Reaches it, and knows it by its key. */
  SshHosts hosts() throws InterruptedException {
    PinnedKeys pins = new PinnedKeys(folder.resolve("known_hosts"));
    SshAddress ssh = new SshAddress(address, 22);
    if (pins.of(ssh).isEmpty()) {
      pins.trust(ssh, new HostKeyScan(ssh, DEADLINES).keys());
    }
    return new SshHosts(pins, folder, Optional.empty(), DEADLINES);
  }

  /** What a shell there prints, logged in as this user; its status is looked at. */
  String sh(String user, String script) throws InterruptedException {
    try (var host = hosts().open(as(user))) {
      CommandResult result = host.run(HostCommand.of("sh", "-c", script));
      if (!result.succeeded()) {
        throw new IllegalStateException(script + ": " + result.lastWords());
      }
      return String.join("\n", result.stdout());
    }
  }

  /** Everything that lives in its namespaces ends with it, and its half of the cable takes ours. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connect(String ours) throws IOException, InterruptedException {
    Path network = Path.of("/proc", Long.toString(process.pid()), "ns", "net");
    Path mine = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
    while (Files.readSymbolicLink(network).equals(mine)) {
      requireAlive();
      Thread.onSpinWait();
    }
    String card = "bare-" + Long.toString(process.pid(), 36);
    String pid = Long.toString(process.pid());
    run("ip", "link", "add", card, "type", "veth", "peer", "name", "eth0", "netns", pid);
    run("ip", "addr", "add", ours + "/30", "dev", card);
    run("ip", "link", "set", card, "up");
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, 22), 500);
        return;
      } catch (IOException notYet) {
        requireAlive();
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("it has no sshd: " + log(), notYet);
        }
      }
    }
  }

  private void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the bare host has ended (it takes root): " + log());
    }
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** Made once for all tests, now and later. */
  private static Path image(Path folder) throws IOException, InterruptedException {
    Path script = script(folder, "bare-host-image.sh");
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "backline-testing");
    Path image = Files.createDirectories(cache).resolve("bare-host");
    String version = Integer.toHexString(Files.readString(script).hashCode());
    run("sh", script.toString(), image.toString(), version);
    return image;
  }

  private static Path script(Path folder, String name) throws IOException {
    try (InputStream text = BareHost.class.getResourceAsStream(name)) {
      Path file = folder.resolve(name);
      Files.write(file, java.util.Objects.requireNonNull(text, name).readAllBytes());
      return file;
    }
  }

  private static String address(int number) {
    return "10.231." + (number >> 8) + "." + (number & 255);
  }

  private static void run(String... argv) throws InterruptedException {
    CommandResult result = new LocalHost().run(HostCommand.of(argv).within(MAKE));
    if (!result.succeeded()) {
      throw new IllegalStateException(String.join(" ", argv) + ": " + result.stderr());
    }
  }
}
