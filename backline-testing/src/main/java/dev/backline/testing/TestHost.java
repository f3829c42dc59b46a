package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole host, of {@link TestHosts}: a Debian with its own disk, processes, network and name, with
 * sshd, a Docker engine and nginx, started by init scripts. It sees nothing of this machine's files
 * or processes, and other machines only on the hosts' own network.
 */
public final class TestHost {

  private static final Duration BOOT_LIMIT = Duration.ofSeconds(60);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(3);

  /** Sessions have a program of their own from OpenSSH 9.8 on. */
  private static final String SSHD = "sshd(-session)?";

  /** Bytes, of which only what is written takes room on this machine. */
  private static final String DISK = "6G";

  private final TestPlace place;
  private final Debian debian;
  private final Path folder;
  private final String name;
  private final int last;
  private final String publicKey;
  private @Nullable Enclosure enclosure;

  TestHost(TestPlace place, Debian debian, String name, int last, String publicKey) {
    this.place = place;
    this.debian = debian;
    this.folder = place.folder().resolve(name);
    this.name = name;
    this.last = last;
    this.publicKey = publicKey;
  }

  void makeDisk() {
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Programs.run("truncate", "--size=" + DISK, disk());
    // No blocks kept back for root, who fills it; nothing written that can wait.
    Programs.run("mkfs.ext4", "-q", "-F", "-m", "0", "-E", "lazy_itable_init=1", disk());
  }

  void boot() {
    Path log = folder.resolve("boot.log");
    Enclosure started =
        Enclosure.start(place, log, List.of("--net", "--uts", "--ipc"), "host.sh", arguments());
    enclosure = started;
    Network.plug(place.bridge(), cable(), place.hardware(last), started.first());
    started.tell("plugged in");
    if (!Waiting.until(BOOT_LIMIT, () -> ready() || !started.alive()) || !started.alive()) {
      throw new IllegalStateException(
          "host " + name + " does not boot: " + Programs.read(log) + status());
    }
  }

  private List<String> arguments() {
    return List.of(
        HostRoot.folder(debian).toString(),
        disk(),
        folder.toString(),
        name,
        address(),
        place.address(1),
        "/" + place.controlGroup(),
        HostRoot.USER,
        publicKey);
  }

  public String name() {
    return name;
  }

  /** By which this machine and the other hosts reach it. */
  public String address() {
    return place.address(last);
  }

  /** Its public host key of kind ed25519: its kind and itself, as in {@code known_hosts}. */
  public String hostKey() {
    return run("cat", "/etc/ssh/ssh_host_ed25519_key.pub").strip().replaceFirst(" \\S*$", "");
  }

  /**
   * Runs a command on it as root, not over SSH, and returns what it says.
   *
   * @throws IllegalStateException if it fails
   */
  public String run(String... argv) {
    Ended ended = attempt(argv);
    if (ended.status() != 0) {
      throw new IllegalStateException(
          String.join(" ", argv) + " on " + name + " failed: " + ended.output());
    }
    return ended.output();
  }

  /** Runs a command on it as root, not over SSH. */
  public Ended attempt(String... argv) {
    List<String> command = new ArrayList<>(List.of("nsenter", "--target", pid()));
    command.addAll(List.of("--mount", "--uts", "--ipc", "--net", "--pid", "--"));
    // Nothing of this machine's environment.
    command.addAll(List.of("env", "--ignore-environment", "HOME=/root"));
    command.add("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    command.addAll(List.of(argv));
    return Programs.end(COMMAND_LIMIT, Map.of(), command);
  }

  /** Its engine's address, for programs of this machine; another one after each boot. */
  public String engine() {
    return "unix:///proc/" + pid() + "/root/run/docker.sock";
  }

  /** Gives its engine an image that {@link ImageArchive} made. */
  public void load(Path archive) {
    Path copy = Path.of("/proc", pid(), "root/var/tmp/image.tar");
    try {
      Files.copy(archive, copy);
      run("docker", "load", "--quiet", "--input", "/var/tmp/image.tar");
      Files.delete(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pulls the plug and boots it again; returns when sshd and the engine answer. */
  public void reboot() {
    powerOff();
    boot();
  }

  /** Pulls the plug. */
  void powerOff() {
    if (enclosure != null) {
      enclosure.end();
      enclosure = null;
      Network.unplug(cable());
    }
  }

  /**
   * Has its engine keep images in containerd's store, as new installations do from version 29 on,
   * instead of in its own. Only a newer engine than {@link Debian#BOOKWORM}'s can.
   */
  public void keepImagesInContainerd() {
    String settings = "{\"features\": {\"containerd-snapshotter\": true}}";
    run("sh", "-c", "mkdir -p /etc/docker && echo '" + settings + "' >/etc/docker/daemon.json");
    restartDocker();
    String driver = run("docker", "info", "--format", "{{.DriverStatus}}");
    if (!driver.contains("io.containerd.snapshotter")) {
      throw new IllegalStateException("the engine keeps images in its own store: " + driver);
    }
  }

  /** As an upgrade of the package does; returns when it answers again. */
  public void restartDocker() {
    run("service", "docker", "restart");
    awaitReady("docker");
  }

  /**
   * Gives it that much memory, shared with the test's other hosts, until its next boot. It goes on
   * telling how much this machine has.
   */
  public HostMemory limitMemory(long bytes) {
    ProcessHandle first = ProcessHandle.of(running().first()).orElseThrow();
    return HostMemory.limit(
        place.controlGroup(),
        Stream.concat(Stream.of(first), first.descendants()).map(ProcessHandle::pid),
        bytes);
  }

  /** Nothing reaches it any more, and it nothing, until {@link #reconnect}. */
  public void cutOff() {
    Network.cut(cable(), true);
  }

  public void reconnect() {
    Network.cut(cable(), false);
  }

  /** Leaves not one block free, until {@link #freeDisk}. */
  public void fillDisk() {
    run("bash", "-c", Programs.script("host-fill.sh"));
  }

  public void freeDisk() {
    run("bash", "-c", "rm -f /var/full.*");
  }

  /** Ends sshd and all its sessions at once: only this host's, whose processes are its own. */
  public void stopSshd() {
    run("pkill", "--signal", "KILL", "--exact", SSHD);
    // Killed is not gone yet: until then it may take one more connection.
    if (!Waiting.until(BOOT_LIMIT, () -> attempt("pgrep", "--exact", SSHD).status() != 0)) {
      throw new IllegalStateException("sshd on " + name + " does not end");
    }
  }

  public void startSshd() {
    run("service", "ssh", "start");
    awaitReady("sshd");
  }

  private void awaitReady(String what) {
    if (!Waiting.until(BOOT_LIMIT, this::ready)) {
      throw new IllegalStateException(what + " on " + name + " does not come back: " + status());
    }
  }

  private boolean ready() {
    return listens() && (!debian.hasEngine() || attempt("docker", "version").status() == 0);
  }

  private boolean listens() {
    return attempt("pgrep", "--pidfile", "/run/sshd.pid").status() == 0;
  }

  private String status() {
    return running().alive() ? attempt("tail", "-n", "20", "/var/log/docker.log").output() : "";
  }

  private String pid() {
    return Long.toString(running().first());
  }

  private Enclosure running() {
    Enclosure running = enclosure;
    if (running == null) {
      throw new IllegalStateException("host " + name + " is switched off");
    }
    return running;
  }

  private String disk() {
    return folder.resolve("disk.img").toString();
  }

  /** On the bridge, and named by it, so that it goes with it. */
  private String cable() {
    return place.bridge() + "-" + last;
  }
}
