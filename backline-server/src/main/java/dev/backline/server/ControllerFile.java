package dev.backline.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backline.failure.Failure;
import dev.backline.host.local.AtomicFile;
import dev.backline.lease.Owner;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * Says which process is the data directory's controller and where it listens. At most one is: it
 * holds a lock that the operating system takes away from it when it dies.
 */
public final class ControllerFile implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  /** A controller as others find it. */
  public record Running(String url, Owner owner) {}

  private final DataDirectory data;
  private final FileChannel channel;

  private ControllerFile(DataDirectory data, FileChannel channel) {
    this.data = data;
    this.channel = channel;
  }

  /**
   * Makes this process the controller.
   *
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if another one is
   */
  public static ControllerFile claim(DataDirectory data) {
    try {
      FileChannel channel =
          FileChannel.open(
              data.root().resolve("controller.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw Failure.refused(
                "starting the controller on " + data.root(),
                "another one runs there"
                    + running(data)
                        .map(other -> ": " + other.owner().describe() + ", " + other.url())
                        .orElse(""),
                "use that one, stop it first, or choose another directory with --data")
            .toException();
      }
      return new ControllerFile(data, channel);
    } catch (IOException e) {
      throw unwritable(data, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException byThisVeryProcess) {
      return false;
    }
  }

  /** Tells others where it listens. */
  public void announce(String url) {
    Map<String, String> content = Map.of("url", url, "owner", Owner.thisProcess().toString());
    try {
      AtomicFile.write(data.controllerFile(), JSON.valueToTree(content).toString());
    } catch (IOException e) {
      throw unwritable(data, e);
    }
  }

  /** The controller that runs on the data directory, if one does. */
  public static Optional<Running> running(DataDirectory data) {
    try {
      JsonNode content = JSON.readTree(Files.readString(data.controllerFile()));
      Owner owner = Owner.parse(content.path("owner").asText());
      return owner.isGone()
          ? Optional.empty()
          : Optional.of(new Running(content.path("url").asText(), owner));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException unreadable) {
      // Written in one go and only by us: somebody damaged it, and the lock still tells the truth.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(data.controllerFile());
      channel.close();
    } catch (IOException e) {
      throw unwritable(data, e);
    }
  }

  private static RuntimeException unwritable(DataDirectory data, IOException e) {
    return Failure.unavailable(
            "writing to the data directory " + data.root(),
            String.valueOf(e.getMessage()),
            "check that it is yours to write and that the disk has room")
        .toException(e);
  }
}
