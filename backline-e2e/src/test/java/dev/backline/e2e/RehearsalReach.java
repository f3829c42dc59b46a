package dev.backline.e2e;

import dev.backline.testing.TestHost;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a release reaches while it is rehearsed on a host. */
record RehearsalReach(boolean database, boolean anotherMachine) {

  private static final Duration REHEARSED = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final String CONNECT = "exec 3<>\"/dev/tcp/$1/$2\"";

  /** Looks as soon as a release is there, beside whoever delivers. */
  static CompletableFuture<RehearsalReach> of(TestHost host, TestHost other) {
    CompletableFuture<RehearsalReach> looked = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            looked.complete(
                Awaiting.value(
                    "a release is tried", REHEARSED, LOOK_EVERY, () -> look(host, other)));
          } catch (AssertionError | RuntimeException e) {
            looked.completeExceptionally(e);
          }
        });
    return looked.orTimeout(REHEARSED.toSeconds() + 10, TimeUnit.SECONDS);
  }

  private static Optional<RehearsalReach> look(TestHost host, TestHost other) {
    return host.run("docker", "ps", "--filter", "name=_rehearsal-web", "--format", "{{.Names}}")
        .lines()
        .findFirst()
        .map(container ->
            new RehearsalReach(
                reaches(host, container, "database", 5432),
                reaches(host, container, other.address(), 22)));
  }

  /** From inside of a container. */
  static boolean reaches(TestHost host, String container, String address, int port) {
    return host.attempt(
                "docker",
                "exec",
                container,
                "timeout",
                "3",
                "bash",
                "-c",
                CONNECT,
                "bash",
                address,
                Integer.toString(port))
            .status()
        == 0;
  }
}
