package dev.backline.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.HttpPath;
import dev.backline.config.ListenAddress;
import dev.backline.failure.BacklineException;
import dev.backline.host.Fence;
import dev.backline.host.StaleFence;
import dev.backline.runtime.Slot;
import dev.backline.testing.FreePort;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Edge} does; run by the fake and the real ones. */
@Timeout(60)
public abstract class EdgeContract {

  protected static final Fence FENCE = new Fence(5);
  protected static final HttpPath PROBE = new HttpPath("/health");
  protected final EdgeSettings settings =
      new EdgeSettings(
          new ListenAddress("127.0.0.1", FreePort.any()),
          new EdgeSpec(DataSize.parse("1MB"), Duration.ofSeconds(5)));

  protected abstract Edge edge();

  /** Where an app runs that answers every request with its name. */
  protected abstract Target app(String name);

  /** Where nothing listens. */
  protected abstract Target nothing();

  /** What a request through the edge is answered with: an app's name, or the edge's status. */
  protected abstract String get() throws Exception;

  /** Kills the edge, as a crash would. */
  protected abstract void kill() throws Exception;

  protected final Route blue() {
    return new Route(Slot.BLUE, app("one"), "v1");
  }

  protected final Route green() {
    return new Route(Slot.GREEN, app("two"), "v2");
  }

  protected final EdgeStatus.Up up() throws InterruptedException {
    return (EdgeStatus.Up) edge().current();
  }

  @AfterEach
  void stopEdge() throws InterruptedException {
    edge().stop(new Fence(Long.MAX_VALUE));
  }

  @Test
  void edgeThatWasNeverStartedIsDownAndNotWanted() throws Exception {
    assertThat(edge().current()).isEqualTo(new EdgeStatus.Down(Optional.empty(), false));
    assertThat(edge().revive(FENCE)).isEmpty();
  }

  @Test
  void newEdgeServesNothing() throws Exception {
    EdgeStatus.Up up = edge().ensureRunning(settings, FENCE);
    assertThat(up.route()).isEmpty();
    assertThat(up.listen()).isEqualTo(settings.listen());
    assertThat(get()).isEqualTo("503");
  }

  @Test
  void startingARunningEdgeAdoptsIt() throws Exception {
    EdgeStatus.Up first = edge().ensureRunning(settings, FENCE);
    assertThat(edge().ensureRunning(settings, FENCE).pid()).isEqualTo(first.pid());
  }

  @Test
  void switchesFromReleaseToRelease() throws Exception {
    edge().ensureRunning(settings, FENCE);
    Switched first = edge().switchTo(blue(), PROBE, FENCE);
    assertThat(first.previous()).isEmpty();
    assertThat(first.changed()).isTrue();
    assertThat(get()).isEqualTo("one");

    Switched second = edge().switchTo(green(), PROBE, FENCE);
    assertThat(second.previous()).contains(blue());
    assertThat(get()).isEqualTo("two");
    assertThat(up().route()).contains(green());

    assertThat(edge().switchTo(green(), PROBE, FENCE).changed()).isFalse();
  }

  @Test
  void releaseThatIsNotServedAfterTheSwitchIsReplacedByTheOldOne() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    Route broken = new Route(Slot.GREEN, nothing(), "v2");
    assertThatThrownBy(() -> edge().switchTo(broken, PROBE, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("502")
        .hasMessageContaining("v1 serves as before");
    assertThat(up().route()).contains(blue());
    assertThat(get()).isEqualTo("one");
  }

  @Test
  void switchWithoutAnEdgeFails() {
    assertThatThrownBy(() -> edge().switchTo(blue(), PROBE, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("no edge is running");
  }

  @Test
  void appThatIsTakenAwayIsNotServed() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    edge().takeAway(FENCE);
    assertThat(up().route()).isEmpty();
    assertThat(get()).isEqualTo("503");
  }

  @Test
  void maintenanceAnswers503AndSurvivesASwitch() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    edge().maintenance(true, FENCE);
    assertThat(get()).isEqualTo("503");
    edge().switchTo(green(), PROBE, FENCE);
    assertThat(up().maintenance()).isTrue();
    assertThat(get()).isEqualTo("503");
    edge().maintenance(false, FENCE);
    assertThat(get()).isEqualTo("two");
  }

  @Test
  void idleSlotIsDrainedAndActiveOneRefused() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    edge().switchTo(green(), PROBE, FENCE);
    assertThat(edge().drain(Slot.BLUE, Duration.ofSeconds(5)).none()).isTrue();
    assertThatThrownBy(() -> edge().drain(Slot.GREEN, Duration.ofSeconds(5)))
        .isInstanceOf(BacklineException.class);
  }

  @Test
  void requestsAreCountedForTheirRelease() throws Exception {
    Instant begin = Instant.now().minusSeconds(2);
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    get();
    get();
    ReleaseTraffic traffic = edge().stats(begin).of("v1").orElseThrow();
    assertThat(traffic.requests()).isGreaterThanOrEqualTo(2);
    assertThat(traffic.failed()).isZero();
    RouteTraffic route =
        traffic.routes().stream()
            .filter(one -> one.route().equals("GET /"))
            .findAny()
            .orElseThrow();
    assertThat(route.requests()).isBetween(2L, traffic.requests());
    assertThat(route.failed()).isZero();
    assertThat(route.latencies().requests()).isEqualTo(route.requests());
    assertThat(edge().stats(begin).of("v9")).isEmpty();
  }

  @Test
  void killedEdgeIsWantedAndServesTheSameAgainWhenRevived() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    kill();
    assertThat(edge().current()).isEqualTo(new EdgeStatus.Down(Optional.of(blue()), true));
    assertThat(edge().revive(FENCE).orElseThrow().route()).contains(blue());
    assertThat(get()).isEqualTo("one");
    assertThat(edge().revive(FENCE)).isEmpty();
  }

  @Test
  void stoppedEdgeIsNotWantedAndStoppingAgainIsDone() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    edge().stop(FENCE);
    edge().stop(FENCE);
    assertThat(edge().current()).isEqualTo(new EdgeStatus.Down(Optional.of(blue()), false));
    assertThat(edge().revive(FENCE)).isEmpty();
    assertThat(edge().ensureRunning(settings, FENCE).route()).contains(blue());
  }

  @Test
  void lowerFenceChangesNothing() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    Fence stale = new Fence(4);
    assertThatThrownBy(() -> edge().switchTo(green(), PROBE, stale)).isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> edge().takeAway(stale)).isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> edge().maintenance(true, stale)).isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> edge().stop(stale)).isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> edge().ensureRunning(settings, stale)).isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> edge().revive(stale)).isInstanceOf(StaleFence.class);
    assertThat(up().route()).contains(blue());
    assertThat(up().maintenance()).isFalse();
  }
}
