package dev.backline.host.ssh;

import java.time.Duration;

/**
 * How long to wait for a host.
 *
 * @param connect for the TCP connection, and for each channel in it
 * @param authentication for key exchange and authentication together
 * @param keepAlive how often the server is asked whether it is there; after three silences the
 *     connection is lost
 */
public record SshDeadlines(Duration connect, Duration authentication, Duration keepAlive) {

  public static final SshDeadlines USUAL =
      new SshDeadlines(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(15));

  public SshDeadlines {
    if (!connect.isPositive() || !authentication.isPositive() || !keepAlive.isPositive()) {
      throw new IllegalArgumentException("deadlines are positive");
    }
  }
}
