package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A number from 1 to 250 that only one test on this machine uses, and what is named by it: a
 * folder, a bridge, addresses, a control group. So tests that run at the same time don't meet, and
 * what a killed one left behind is found, and cleared away, by the next that claims a place.
 */
final class TestPlace implements AutoCloseable {

  /** On a disk, as an engine's files have to be; its path is short, as a socket's has to be. */
  private static final Path PLACES = Path.of("/var/tmp/backline-testing");

  private static final Duration LOCK_LIMIT = Duration.ofMinutes(2);
  private static final int MOST = 250;

  private final int number;

  TestPlace(int number) {
    this.number = number;
  }

  /** Takes a free one, after clearing away what killed processes left. */
  static TestPlace claim() {
    Programs.requireRoot("a place of a test's own on this machine");
    try {
      Files.createDirectories(PLACES);
      try (LockFile lock = LockFile.take(PLACES.resolve("lock"), LOCK_LIMIT)) {
        all().filter(TestPlace::abandoned).forEach(TestPlace::close);
        TestPlace place =
            all()
                .filter(TestPlace::free)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("all places are taken: " + PLACES));
        Files.createDirectory(place.folder());
        place.note("owner", ProcessHandle.current());
        return place;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<TestPlace> all() {
    return IntStream.rangeClosed(1, MOST).mapToObj(TestPlace::new);
  }

  private boolean abandoned() {
    return Files.isDirectory(folder()) && noted("owner").noneMatch(NotedProcess::alive);
  }

  /** Nor does a network of somebody else's lie where this one would. */
  private boolean free() {
    return !Files.exists(folder())
        && Network.linksWithin(addresses()).isEmpty()
        && Network.linksWithin(networks()).isEmpty();
  }

  /** Everything in it goes with the place. */
  Path folder() {
    return PLACES.resolve(Integer.toString(number));
  }

  String bridge() {
    return "bkt" + number;
  }

  /** On the bridge: 1 is this machine, others up to 254 are the test's. */
  String address(int last) {
    return "10.231." + number + "." + last;
  }

  /** The hardware address that goes with an address on the bridge; made up locally (IEEE 802). */
  String hardware(int last) {
    return "02:00:0a:e7:%02x:%02x".formatted(number, last);
  }

  String addresses() {
    return address(0) + "/24";
  }

  /** 256 addresses, for the networks that an engine makes on this machine. */
  String networks() {
    return "10.232." + number + ".0/24";
  }

  /** Below the root of each hierarchy. */
  String controlGroup() {
    return "backline-testing-" + number;
  }

  /** Makes the bridge, which this machine is on with the first address. */
  void makeBridge() {
    Programs.run("ip", "link", "add", bridge(), "type", "bridge");
    Programs.run("ip", "address", "add", address(1) + "/24", "dev", bridge());
    Programs.run("ip", "link", "set", bridge(), "up");
    Network.allowWithin(addresses());
    Network.allowWithin(networks());
  }

  /** Notes a process that ends with the JVM: whoever clears up sees first that it has ended. */
  void endsWithThis(Process process) {
    note("processes", process.toHandle());
  }

  private void note(String name, ProcessHandle process) {
    try {
      Files.writeString(
          folder().resolve(name),
          NotedProcess.of(process) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<NotedProcess> noted(String name) {
    try {
      Path file = folder().resolve(name);
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.stream().map(NotedProcess::parse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends and removes all that is named by the number; what is gone already is no failure. */
  @Override
  public void close() {
    noted("processes").forEach(NotedProcess::end);
    Network.removeBridge(bridge());
    Network.removeLinksWithin(networks());
    Network.forgetWithin(addresses());
    Network.forgetWithin(networks());
    ControlGroups.remove(controlGroup());
    Programs.run("rm", "-rf", "--one-file-system", folder().toString());
  }
}
