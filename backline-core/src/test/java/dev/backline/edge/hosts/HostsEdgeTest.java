package dev.backline.edge.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.HostName;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeContract;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.FakeEdge;
import dev.backline.edge.Latencies;
import dev.backline.edge.ReleaseTraffic;
import dev.backline.edge.Route;
import dev.backline.edge.RouteTraffic;
import dev.backline.edge.Target;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.Hosts;
import dev.backline.runtime.Slot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two hosts as one. */
class HostsEdgeTest extends EdgeContract {

  private final FakeEdge first = new FakeEdge();
  private final FakeEdge second = new FakeEdge();
  private final Map<String, Target> apps = new HashMap<>();
  private final Edge edge =
      new HostsEdge(
          new Hosts(List.of(new Named("web-1"), new Named("web-2"))),
          host -> host.name().value().equals("web-1") ? first : second);

  /** A host that nothing is run on. */
  private record Named(HostName name) implements Host {

    Named(String name) {
      this(new HostName(name));
    }

    @Override
    public CommandResult run(HostCommand command, CommandOutput output) {
      throw new UnsupportedOperationException(command.toString());
    }
  }

  @Override
  protected Edge edge() {
    return edge;
  }

  @Override
  protected Target app(String name) {
    return apps.computeIfAbsent(name, unused -> Target.local(100 + apps.size()));
  }

  @Override
  protected Target nothing() {
    Target nothing = Target.local(99);
    first.breakTarget(nothing);
    second.breakTarget(nothing);
    return nothing;
  }

  @Override
  protected String get() {
    String one = answer(first);
    assertThat(answer(second)).isEqualTo(one);
    return one;
  }

  private String answer(FakeEdge of) {
    return of.request()
        .flatMap(reached ->
            apps.entrySet().stream()
                .filter(app -> app.getValue().equals(reached.target()))
                .map(Map.Entry::getKey)
                .findFirst())
        .orElse("503");
  }

  @Override
  protected void kill() {
    first.kill();
    second.kill();
  }

  @Test
  void hostThatSwitchedIsSwitchedBackWhenTheOtherFails() throws Exception {
    edge.ensureRunning(settings, FENCE);
    edge.switchTo(blue(), PROBE, FENCE);
    Route brokenOnSecond = new Route(Slot.GREEN, app("two"), "v2");
    second.breakTarget(brokenOnSecond.target());

    assertThatThrownBy(() -> edge.switchTo(brokenOnSecond, PROBE, FENCE))
        .hasMessageContaining("web-1: undone")
        .hasMessageContaining("web-2: failed");

    assertThat(first.switches).containsExactly("v1", "v2", "v1");
    assertThat(edge.current().route()).contains(blue());
    assertThat(get()).isEqualTo("one");
  }

  @Test
  void firstSwitchThatFailsOnOneHostLeavesNothingServedOnTheOther() throws Exception {
    edge.ensureRunning(settings, FENCE);
    second.breakTarget(blue().target());
    assertThatThrownBy(() -> edge.switchTo(blue(), PROBE, FENCE))
        .hasMessageContaining("web-1: undone");
    assertThat(edge.current().route()).isEmpty();
  }

  @Test
  void hostsThatDisagreeAreNotUpAndTheNextSwitchMendsThat() throws Exception {
    edge.ensureRunning(settings, FENCE);
    edge.switchTo(blue(), PROBE, FENCE);
    second.switchTo(green(), PROBE, FENCE);

    assertThat(edge.current()).isEqualTo(new EdgeStatus.Down(Optional.of(blue()), true));

    edge.switchTo(green(), PROBE, FENCE);
    assertThat(up().route()).contains(green());
  }

  @Test
  void oneDeadEdgeIsRevivedAndTheOtherLeftAlone() throws Exception {
    edge.ensureRunning(settings, FENCE);
    edge.switchTo(blue(), PROBE, FENCE);
    second.kill();
    assertThat(edge.current()).isInstanceOf(EdgeStatus.Down.class);
    assertThat(edge.revive(FENCE).orElseThrow().route()).contains(blue());
    assertThat(get()).isEqualTo("one");
  }

  @Test
  void maintenanceOnOneHostIsMaintenance() throws Exception {
    edge.ensureRunning(settings, FENCE);
    second.maintenance(true, FENCE);
    assertThat(up().maintenance()).isTrue();
  }

  @Test
  void trafficOfAllHostsIsSummedUp() throws Exception {
    edge.ensureRunning(settings, FENCE);
    edge.switchTo(blue(), PROBE, FENCE);
    get();
    get();
    ReleaseTraffic traffic = edge.stats(Instant.EPOCH).of("v1").orElseThrow();
    assertThat(traffic.requests()).isEqualTo(4);
    assertThat(traffic.p95Millis()).isEqualTo(1);
    assertThat(traffic.routes())
        .containsExactly(
            new RouteTraffic("GET /", 4, 0, new Latencies(new TreeMap<>(Map.of(1.0, 4L)))));
  }
}
