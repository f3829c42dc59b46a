package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Writes one line per request, on its own thread. A request never waits for the disk. */
final class AccessLog implements AutoCloseable {

  private static final int QUEUE = 8_192;
  private static final int BATCH = 512;
  private static final long CLOSE_MILLIS = 2_000;

  private final BlockingQueue<FinishedRequest> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong dropped = new AtomicLong();
  private final RotatingFile file;
  private final Thread writer;
  private volatile boolean closing;

  AccessLog(RotatingFile file) {
    this.file = file;
    this.writer = Thread.ofPlatform().daemon().name("access-log").unstarted(this::run);
  }

  void start() {
    writer.start();
  }

  void write(FinishedRequest request) {
    if (!queue.offer(request)) {
      dropped.incrementAndGet();
    }
  }

  /** Writes what is queued, within two seconds, and ends. */
  @Override
  public void close() throws IOException {
    closing = true;
    try {
      writer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    file.close();
  }

  private void run() {
    List<FinishedRequest> batch = new ArrayList<>(BATCH);
    while (!closing || !queue.isEmpty()) {
      batch.clear();
      try {
        FinishedRequest first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
      } catch (InterruptedException e) {
        return;
      }
      queue.drainTo(batch, BATCH - 1);
      append(batch);
    }
  }

  /** A full disk costs lines, never the process. */
  private void append(List<FinishedRequest> batch) {
    StringBuilder lines = new StringBuilder(batch.size() * 256);
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      lines.append(
          JsonNodeFactory.instance
              .objectNode()
              .put("time", Instant.now().toString())
              .put("dropped", lost));
      lines.append('\n');
    }
    batch.forEach(request -> lines.append(line(request)).append('\n'));
    try {
      file.append(lines.toString());
    } catch (IOException e) {
      dropped.addAndGet(lost + batch.size());
    }
  }

  static String line(FinishedRequest request) {
    Outcome outcome = request.outcome();
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("time", Instant.ofEpochMilli(request.startedAtMillis()).toString())
            .put("requestId", request.requestId())
            .put("remote", request.remote())
            .put("method", request.method())
            .put("path", request.path())
            .put("status", outcome.status())
            .put("bytes", request.bytesOut())
            .put("durationMs", rounded(request.millis()))
            .put("slot", request.slot().map(Slot::label).orElse(Slot.NONE))
            .put("release", request.release().orElse(null))
            .put("upstreamMs", request.appMillis().map(AccessLog::rounded).orElse(null))
            .put("failedBy", outcome.failedBy().name().toLowerCase(Locale.ROOT));
    if (outcome.aborted()) {
      line.put("aborted", true);
    }
    return line.toString();
  }

  private static double rounded(double millis) {
    return Math.round(millis * 1000) / 1000.0;
  }
}
