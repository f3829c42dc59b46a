package dev.backline.host.local;

import dev.backline.host.Fence;
import dev.backline.host.FenceGate;
import dev.backline.host.StaleFence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Remembers on the host the highest fencing token seen in an environment, so that a controller that
 * lost its lease without noticing can't change anything there any more.
 *
 * <p>Call {@link #admit} while holding the lock on what is about to be changed: whoever comes later
 * with a higher token then waits for that lock, and whoever comes later with a lower one is
 * refused.
 *
 * @param folder the environment's
 */
public record HostFence(Path folder) implements FenceGate {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @Override
  public void admit(Fence fence, String tried) throws InterruptedException {
    try (LockFile lock = LockFile.take(folder.resolve("fence.lock"), DEADLINE, tried)) {
      Fence highest = highest();
      if (fence.compareTo(highest) < 0) {
        throw new StaleFence(tried, fence, highest);
      }
      if (fence.compareTo(highest) > 0) {
        AtomicFile.write(file(), fence + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the fence " + file() + " can't be written", e);
    }
  }

  @Override
  public Fence highest() {
    try {
      return new Fence(Long.parseLong(Files.readString(file()).strip()));
    } catch (NoSuchFileException none) {
      return new Fence(0);
    } catch (IOException | NumberFormatException e) {
      throw new IllegalStateException("the fence " + file() + " can't be read", e);
    }
  }

  private Path file() {
    return folder.resolve("fence");
  }
}
