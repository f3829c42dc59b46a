import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Requests at a constant rate, whether or not those before are answered. A latency counts from the
 * moment at which the request was due, so that a server that stops for a while is not asked less
 * (no coordinated omission).
 */
final class Load {
  /**
   * Latencies in milliseconds.
   *
   * @param failed answers other than 200 and 304, and none at all
   */
  record Result(int requests, int failed, double p50, double p99, double worst, double megabytes) {}

  private Load() {}

  static Result run(int perSecond, Duration time, IntFunction<HttpRequest> requests)
      throws IOException, InterruptedException {
    int count = (int) (perSecond * time.toSeconds());
    double[] latencies = new double[count];
    AtomicInteger failed = new AtomicInteger();
    AtomicLong bytes = new AtomicLong();
    CountDownLatch open = new CountDownLatch(count);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Connections connections = new Connections()) {
      long first = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
      for (int i = 0; i < count; i++) {
        int index = i;
        long due = first + (long) i * 1_000_000_000L / perSecond;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        HttpRequest request = requests.apply(i);
        threads.execute(() -> {
          try {
            Connections.Answer answer = connections.ask(request);
            if (answer.status() == 200 || answer.status() == 304) {
              bytes.addAndGet(answer.length());
            } else {
              failed.incrementAndGet();
            }
          } catch (IOException e) {
            failed.incrementAndGet();
          }
          latencies[index] = (System.nanoTime() - due) / 1e6;
          open.countDown();
        });
      }
      open.await(60, TimeUnit.SECONDS);
    }
    Arrays.sort(latencies);
    return new Result(
        count,
        failed.get(),
        latencies[count / 2],
        latencies[(int) Math.ceil(count * 0.99) - 1],
        latencies[count - 1],
        bytes.get() / 1e6);
  }

  static HttpRequest get(URI address, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }
}
