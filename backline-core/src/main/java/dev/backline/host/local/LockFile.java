package dev.backline.host.local;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that one thread of one process on this host has at a time. Ends with its process, so
 * there is never one to remove by hand.
 */
public final class LockFile implements AutoCloseable {

  /** The kernel's lock belongs to the whole process; this tells its threads apart. */
  private static final Map<Path, Semaphore> WITHIN = new ConcurrentHashMap<>();

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Semaphore within;
  private final FileChannel channel;

  private LockFile(Semaphore within, FileChannel channel) {
    this.within = within;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param tried what it is taken for, as in a {@link Failure}
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if another has it all
   *     the time
   */
  public static LockFile take(Path path, Duration deadline, String tried)
      throws InterruptedException {
    long until = System.nanoTime() + deadline.toNanos();
    Path key = path.toAbsolutePath().normalize();
    Semaphore within = WITHIN.computeIfAbsent(key, unused -> new Semaphore(1, true));
    if (!within.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
      throw busy(path, deadline, tried);
    }
    LockFile lock = null;
    try {
      lock = new LockFile(within, open(key));
      while (lock.channel.tryLock() == null) {
        if (System.nanoTime() >= until) {
          throw busy(path, deadline, tried);
        }
        Thread.sleep(PAUSE);
      }
      return lock;
    } catch (IOException e) {
      release(lock, within);
      throw new UncheckedIOException("the lock " + path + " can't be taken", e);
    } catch (RuntimeException | InterruptedException e) {
      release(lock, within);
      throw e;
    }
  }

  private static void release(@Nullable LockFile lock, Semaphore within) {
    if (lock != null) {
      lock.close();
    } else {
      within.release();
    }
  }

  private static FileChannel open(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  public void close() {
    closeQuietly(channel);
    within.release();
  }

  private static RuntimeException busy(Path path, Duration deadline, String tried) {
    return Failure.unavailable(
            tried,
            "another process works on it and did not finish within " + deadline.toSeconds() + " s",
            "wait and try again; 'fuser " + path + "' tells which process it is")
        .toException();
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException nothingWasWritten) {
      // The lock is gone with the descriptor in any case.
    }
  }
}
