package dev.backline.secret.age;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets one thread of one process at a time change a directory. */
final class DirectoryLock implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** File locks belong to the whole process, so its threads need one of their own. */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock thread;
  private final FileChannel channel;

  private DirectoryLock(ReentrantLock thread, FileChannel channel) {
    this.thread = thread;
    this.channel = channel;
  }

  /**
   * Waits at most 10 seconds for the lock; the kernel frees it when its holder dies.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it stays taken
   */
  static DirectoryLock take(Path directory) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Path file = directory.resolve(".lock");
    ReentrantLock thread =
        THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
    if (!thread.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
      throw taken(file);
    }
    FileChannel channel = null;
    boolean locked = false;
    try {
      channel = PrivateFiles.openLock(file);
      waitFor(channel, file, deadline);
      locked = true;
      return new DirectoryLock(thread, channel);
    } finally {
      if (!locked) {
        close(channel);
        thread.unlock();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      thread.unlock();
    }
  }

  private static void waitFor(FileChannel channel, Path file, long deadline)
      throws IOException, InterruptedException {
    for (FileLock lock = channel.tryLock(); lock == null; lock = channel.tryLock()) {
      if (System.nanoTime() - deadline > 0) {
        throw taken(file);
      }
      Thread.sleep(PAUSE);
    }
  }

  private static void close(@Nullable FileChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private static RuntimeException taken(Path file) {
    return Failure.unavailable(
            "waiting for " + file,
            "another process has held it for " + PATIENCE.toSeconds() + " s",
            "find it with: fuser " + file)
        .toException();
  }
}
