package dev.backline.host.output;

import dev.backline.host.CommandOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a program writes, passed on one line at a time, whichever stream it comes from, and kept in
 * part. The pipes are read to their end whatever happens, so that the program never blocks on them.
 */
public final class OutputLines implements AutoCloseable {

  private final LastLines stdout = new LastLines();
  private final LastLines stderr = new LastLines();
  private final Thread out;
  private final Thread err;
  private boolean closed;
  private @Nullable RuntimeException refused;

  /**
   * @param threads what reads the two streams: virtual threads only where a read doesn't block
   *     their carrier
   */
  public OutputLines(
      InputStream out, InputStream err, ThreadFactory threads, CommandOutput output) {
    this.out = threads.newThread(() -> copy(out, stdout, output::line));
    this.err = threads.newThread(() -> copy(err, stderr, output::errorLine));
  }

  public void read() {
    out.start();
    err.start();
  }

  /**
   * Waits until both streams have ended, at most for that long together.
   *
   * @throws RuntimeException what the receiver of the lines threw first
   */
  public void finish(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    join(out, deadline);
    join(err, deadline);
    close();
    synchronized (this) {
      if (refused != null) {
        throw refused;
      }
    }
  }

  public synchronized List<String> stdout() {
    return stdout.lines();
  }

  public synchronized List<String> stderr() {
    return stderr.lines();
  }

  /** No line is passed on or kept after this. */
  @Override
  public synchronized void close() {
    closed = true;
  }

  private void copy(InputStream stream, LastLines kept, Consumer<String> receiver) {
    LineCutter lines = new LineCutter(line -> take(line, kept, receiver));
    char[] buffer = new char[8192];
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
        lines.add(buffer, read);
      }
    } catch (IOException closedWhenKilled) {
      // The process was killed; what was read until then stands.
    }
    lines.end();
  }

  private synchronized void take(String line, LastLines kept, Consumer<String> receiver) {
    if (closed) {
      return;
    }
    kept.add(line);
    if (refused == null) {
      try {
        receiver.accept(line);
      } catch (RuntimeException e) {
        refused = e;
      }
    }
  }

  private static void join(Thread thread, long deadline) throws InterruptedException {
    long left = deadline - System.nanoTime();
    if (left > 0) {
      thread.join(Duration.ofNanos(left));
    }
  }
}
