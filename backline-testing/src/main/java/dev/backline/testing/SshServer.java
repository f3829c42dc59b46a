package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real sshd on 127.0.0.1, with its own configuration and host keys, that lets in the user who
 * runs the tests.
 */
public final class SshServer implements AutoCloseable {

  private static final int SECONDS = 20;

  private final Path folder;
  private final Path program;
  private final int port;
  private @Nullable Process process;

  private SshServer(Path folder, Path program, int port) {
    this.folder = folder;
    this.program = program;
    this.port = port;
  }

  /**
   * Makes one in this folder and starts it.
   *
   * @param options further lines of its sshd_config
   */
  public static SshServer start(Path folder, String... options) {
    return start(folder, Map.of(), options);
  }

  /**
   * The same.
   *
   * @param variables further ones of every session
   */
  public static SshServer start(Path folder, Map<String, String> variables, String... options) {
    SshServer server = new SshServer(folder, program(), FreePort.any());
    for (String kind : List.of("ed25519", "ecdsa", "rsa")) {
      server.makeKey("host_" + kind, kind, "");
    }
    server.makeKey("client", "ed25519", "");
    server.authorise("client");
    server.configure(variables, options);
    server.start();
    return server;
  }

  public int port() {
    return port;
  }

  /** Whom it lets in. */
  public String user() {
    return System.getProperty("user.name");
  }

  /** A private key that it lets in. */
  public Path clientKey() {
    return folder.resolve("client");
  }

  /** What {@code ssh-keygen -l} says of its host key of this kind: ed25519, ecdsa or rsa. */
  public String fingerprint(String kind) {
    return run("ssh-keygen", "-l", "-f", folder.resolve("host_" + kind + ".pub").toString())
        .split(" ", -1)[1];
  }

  /** The text of its public host key of this kind. */
  public String hostKey(String kind) {
    return read(folder.resolve("host_" + kind + ".pub"));
  }

  /** Makes a pair of keys in its folder, and returns the private one. */
  public Path makeKey(String name, String kind, String passphrase) {
    Path key = folder.resolve(name);
    // ed25519 has no size to choose; an RSA key of 2048 bits is made in a tenth of the usual time.
    String bits = kind.equals("rsa") ? "2048" : "256";
    run(
        "ssh-keygen",
        "-q",
        "-t",
        kind,
        "-b",
        bits,
        "-N",
        passphrase,
        "-C",
        name,
        "-f",
        key.toString());
    return key;
  }

  /** Lets a pair of keys in that {@link #makeKey} made. */
  public void authorise(String name) {
    Path authorised = folder.resolve("authorized_keys");
    String before = Files.exists(authorised) ? read(authorised) : "";
    write(authorised, before + read(folder.resolve(name + ".pub")));
  }

  /** Gives it another host key of every kind; restart it afterwards. */
  public void changeHostKeys() {
    for (String kind : List.of("ed25519", "ecdsa", "rsa")) {
      delete(folder.resolve("host_" + kind));
      delete(folder.resolve("host_" + kind + ".pub"));
      makeKey("host_" + kind, kind, "");
    }
  }

  /** Starts it on the same port as before. */
  public void start() {
    try {
      if (user().equals("root")) {
        // Its directory for privilege separation, fixed when it was built.
        Files.createDirectories(Path.of("/run/sshd"));
      }
      process =
          new ProcessBuilder(
                  program.toString(), "-D", "-f", config().toString(), "-E", log().toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it and every session, at once. */
  public void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    killSessions();
    running.destroyForcibly();
    try {
      running.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  /** Kills the processes that serve the connections, as a crash or a cut would. */
  public void killSessions() {
    sessions().forEach(ProcessHandle::destroyForcibly);
  }

  /** The processes that serve its connections: its children, and theirs that are sshd too. */
  public List<ProcessHandle> sessions() {
    Process running = process;
    return running == null
        ? List.of()
        : running
            .toHandle()
            .descendants()
            .filter(one -> one.info().command().filter(program.toString()::equals).isPresent())
            .toList();
  }

  @Override
  public void close() {
    stop();
  }

  private void configure(Map<String, String> variables, String... options) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + folder.resolve("host_ed25519"),
                "HostKey " + folder.resolve("host_ecdsa"),
                "HostKey " + folder.resolve("host_rsa"),
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin prohibit-password",
                "PrintMotd no",
                "MaxStartups 100",
                // bash reads .bashrc in a first shell only; some users' take a tenth of a second.
                "SetEnv SHLVL=1"
                    + variables.entrySet().stream()
                        .map(variable -> " " + variable.getKey() + "=" + variable.getValue())
                        .collect(Collectors.joining())));
    lines.addAll(List.of(options));
    write(config(), String.join("\n", lines) + "\n");
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        Process running = process;
        if (running == null || !running.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("sshd does not start: " + read(log()), notYet);
        }
        Thread.onSpinWait();
      }
    }
  }

  private Path config() {
    return folder.resolve("sshd_config");
  }

  private Path log() {
    return folder.resolve("sshd.log");
  }

  private static Path program() {
    return Stream.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no sshd: apt-get install openssh-server"));
  }

  private static String run(String... argv) {
    try {
      Process program = new ProcessBuilder(argv).redirectErrorStream(true).start();
      program.getOutputStream().close();
      String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!program.waitFor(SECONDS, TimeUnit.SECONDS) || program.exitValue() != 0) {
        throw new IllegalStateException(argv[0] + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
