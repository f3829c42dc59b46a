package dev.backline.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Whole hosts on this machine, on a network of their own that this machine is on too: what
 * end-to-end tests deliver to. They end with the JVM, however that ends; what a killed JVM leaves
 * on this machine, the next test that makes some clears away.
 *
 * <p>Needs root and a Linux with overlay file systems, loop devices and namespaces; says so if not.
 */
public final class TestHosts implements AutoCloseable {

  /** So that they are told apart from this machine (1) at a glance. */
  private static final int FIRST_ADDRESS = 11;

  private final TestPlace place;
  private final List<TestHost> hosts;

  private TestHosts(TestPlace place, List<TestHost> hosts) {
    this.place = place;
    this.hosts = hosts;
  }

  /**
   * Makes one of each, and returns when sshd and the engine answer on all.
   *
   * @param debians 1 to 9; the hosts are called web-1, web-2, …
   */
  public static TestHosts start(List<Debian> debians) {
    Programs.requireRoot("making whole hosts");
    debians.forEach(HostRoot::folder);
    TestPlace place = TestPlace.claim();
    try {
      place.makeBridge();
      Path key = place.folder().resolve("key");
      Programs.run(
          "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", key.toString());
      String publicKey = Programs.read(Path.of(key + ".pub")).strip();
      List<TestHost> hosts =
          IntStream.range(0, debians.size())
              .mapToObj(i ->
                  new TestHost(
                      place, debians.get(i), "web-" + (i + 1), FIRST_ADDRESS + i, publicKey))
              .toList();
      hosts.forEach(TestHost::makeDisk);
      TestHosts all = new TestHosts(place, hosts);
      all.bootAll();
      return all;
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  /** All at once: they mostly wait. */
  private void bootAll() {
    try {
      CompletableFuture.allOf(
              hosts.stream()
                  .map(host -> CompletableFuture.runAsync(host::boot))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (RuntimeException e) {
      hosts.forEach(TestHost::powerOff);
      throw e;
    }
  }

  /** The one called web-1 is number 1. */
  public TestHost host(int number) {
    return hosts.get(number - 1);
  }

  public List<TestHost> all() {
    return hosts;
  }

  /** Whom they let in with {@link #key}; may become root without a password. */
  public String user() {
    return HostRoot.USER;
  }

  /** The file with the private key. */
  public Path key() {
    return place.folder().resolve("key");
  }

  /** The address by which the hosts reach this machine. */
  public String machine() {
    return place.address(1);
  }

  /** What of this machine they use. */
  TestPlace place() {
    return place;
  }

  @Override
  public void close() {
    try {
      hosts.forEach(TestHost::powerOff);
    } finally {
      place.close();
    }
  }
}
