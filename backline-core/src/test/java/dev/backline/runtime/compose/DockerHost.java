package dev.backline.runtime.compose;

import dev.backline.config.HostName;
import dev.backline.host.ssh.HostKey;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import dev.backline.host.ssh.SshDeadlines;
import dev.backline.host.ssh.SshHost;
import dev.backline.host.ssh.SshIdentity.KeyFile;
import dev.backline.host.ssh.SshTarget;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import dev.backline.testing.FreePort;
import dev.backline.testing.SshServer;
import dev.backline.testing.TestEngine;
import dev.backline.testing.TinyImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A host with a container engine, reached over a real sshd, and the tiny image on it. */
final class DockerHost implements AutoCloseable {

  static final Secret PASSWORD = Secret.of("open-sesame");

  private final TestEngine engine;
  private final SshServer server;
  private final SshHost host;
  private final String image;

  /** What was told of changes by hand. */
  final List<String> notices = Collections.synchronizedList(new ArrayList<>());

  private DockerHost(TestEngine engine, SshServer server, SshHost host, String image) {
    this.engine = engine;
    this.server = server;
    this.host = host;
    this.image = image;
  }

  static DockerHost start(Path folder, String name) throws Exception {
    TestEngine engine = TestEngine.make();
    engine.load(TinyImage.archive());
    SshServer server = SshServer.start(folder, engine.variables());
    SshAddress address = new SshAddress("127.0.0.1", server.port());
    String[] key = server.hostKey("ed25519").strip().split(" ", -1);
    PinnedKeys pins = new PinnedKeys(folder.resolve("known_hosts"));
    pins.trust(address, List.of(new HostKey(key[0], key[1])));
    SshHost host =
        new SshHost(
            new SshTarget(
                new HostName(name),
                address,
                server.user(),
                List.of(new KeyFile(server.clientKey(), Optional.empty())),
                SshDeadlines.USUAL),
            pins);
    String image = engine.docker("image", "inspect", "-f", "{{.Id}}", TinyImage.REFERENCE);
    return new DockerHost(engine, server, host, image);
  }

  TestEngine engine() {
    return engine;
  }

  SshHost host() {
    return host;
  }

  /** The id of the tiny image. */
  String image() {
    return image;
  }

  /** A runtime as a controller makes it, each one another. */
  ComposeRuntime runtime(ComposePlace place) {
    return new ComposeRuntime(
        host, place, new Masker(List.of(PASSWORD)), Clock.systemUTC(), notices::add);
  }

  /** Removes all containers, as nobody of ours would. */
  void clear() {
    engine
        .docker("ps", "--all", "--quiet")
        .lines()
        .forEach(container -> engine.docker("rm", "--force", container));
  }

  static ComposePlace place(Path directory, String project) throws IOException {
    return new ComposePlace(
        directory,
        new ProjectName(project),
        new SlotPorts(FreePort.any(), FreePort.any()),
        Duration.ofSeconds(10),
        new ProjectNetwork.Open());
  }

  @Override
  public void close() {
    host.close();
    server.close();
    engine.close();
  }
}
