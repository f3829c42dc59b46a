package dev.backline.host.ssh;

import dev.backline.failure.Failure;
import dev.backline.host.local.AtomicFile;
import dev.backline.host.local.LockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys that servers are known by, in a file of our own in the format of OpenSSH's known_hosts
 * (sshd(8)), so that {@code ssh -o UserKnownHostsFile=…} works with it too.
 */
public record PinnedKeys(Path file) {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** Those of one server; none if it is not trusted yet. */
  public List<HostKey> of(SshAddress address) {
    return all().getOrDefault(address, List.of());
  }

  public SortedMap<SshAddress, List<HostKey>> all() {
    return KnownHosts.parse(text(), file);
  }

  /** Pins these keys to the server, in place of those before. */
  public void trust(SshAddress address, List<HostKey> keys) throws InterruptedException {
    change(all -> all.put(address, List.copyOf(keys)), "trusting " + address);
  }

  /** Whether there was one to forget. */
  public boolean remove(SshAddress address) throws InterruptedException {
    boolean there = !of(address).isEmpty();
    change(all -> all.remove(address), "forgetting the key of " + address);
    return there;
  }

  private void change(
      java.util.function.Consumer<Map<SshAddress, List<HostKey>>> change, String tried)
      throws InterruptedException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (LockFile held = LockFile.take(lock, DEADLINE, tried)) {
      SortedMap<SshAddress, List<HostKey>> all = new TreeMap<>(all());
      change.accept(all);
      AtomicFile.write(file, KnownHosts.text(all));
    } catch (IOException e) {
      throw Failure.unavailable(
              tried, file + " can't be written: " + e.getMessage(), "look at the disk and the mode")
          .toException(e);
    }
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException none) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }
}
