package dev.backline.server.git;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each client gave a wrong token within the last minute. */
final class FailedTokens {

  static final int MOST = 10;
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_CLIENTS = 1000;

  private final InstantSource clock;
  private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>();

  FailedTokens(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean tooMany(String client) {
    Deque<Instant> recent = failures.getOrDefault(client, new ArrayDeque<>());
    Instant since = clock.instant().minus(WINDOW);
    recent.removeIf(at -> !at.isAfter(since));
    return recent.size() >= MOST;
  }

  synchronized void add(String client) {
    failures.computeIfAbsent(client, unseen -> new ArrayDeque<>()).addLast(clock.instant());
    if (failures.size() > MOST_CLIENTS) {
      failures.remove(failures.keySet().iterator().next());
    }
  }
}
