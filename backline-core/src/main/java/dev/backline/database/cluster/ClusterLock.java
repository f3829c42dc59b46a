package dev.backline.database.cluster;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One process, and one thread in it, may start or stop a cluster at a time. The operating system
 * gives the lock back when its holder dies.
 */
final class ClusterLock implements AutoCloseable {

  /** File locks belong to a process: threads of one process need a lock of their own. */
  private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final ReentrantLock thread;
  private final FileChannel channel;

  private ClusterLock(ReentrantLock thread, FileChannel channel) {
    this.thread = thread;
    this.channel = channel;
  }

  static ClusterLock take(Path file, Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    ReentrantLock thread =
        IN_THIS_PROCESS.computeIfAbsent(file.toAbsolutePath(), path -> new ReentrantLock());
    if (!thread.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw tooLate(file, limit);
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      taken = lockBefore(channel, deadline);
      if (!taken) {
        throw tooLate(file, limit);
      }
      return new ClusterLock(thread, channel);
    } finally {
      if (!taken) {
        thread.unlock();
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static boolean lockBefore(FileChannel channel, long deadline)
      throws IOException, InterruptedException {
    while (true) {
      @SuppressWarnings("resource") // closing the channel gives the lock back
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
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

  private static RuntimeException tooLate(Path file, Duration limit) {
    return Failure.unavailable(
            "waiting for another Backline process to start or stop PostgreSQL",
            "it still held " + file + " after " + limit.toSeconds() + " s",
            "see what that process is doing, then try again")
        .toException();
  }
}
