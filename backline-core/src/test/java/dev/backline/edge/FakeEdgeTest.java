package dev.backline.edge;

import java.util.HashMap;
import java.util.Map;

class FakeEdgeTest extends EdgeContract {

  private final FakeEdge edge = new FakeEdge();
  private final Map<String, Target> apps = new HashMap<>();

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
    edge.breakTarget(nothing);
    return nothing;
  }

  @Override
  protected String get() {
    return edge.request()
        .flatMap(reached ->
            apps.entrySet().stream()
                .filter(app -> app.getValue().equals(reached.target()))
                .map(Map.Entry::getKey)
                .findFirst())
        .orElse("503");
  }

  @Override
  protected void kill() {
    edge.kill();
  }
}
