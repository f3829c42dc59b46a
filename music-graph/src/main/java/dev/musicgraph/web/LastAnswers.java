package dev.musicgraph.web;

import java.time.Duration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets the last answers out. For Tomcat, and so for Spring's graceful end, a request is over when
 * its servlet is done, but its answer is written after that: without a pause between "all are over"
 * and "close all connections" the last answer is lost now and then.
 */
@Component
final class LastAnswers implements SmartLifecycle {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private volatile boolean running;

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the graceful end, before the server's. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 512;
  }
}
