package dev.backline.edge.proxy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code edge.json} says.
 *
 * @param listenPort 0 to 65535; 0 takes a free one
 * @param fence the highest fencing token seen so far, at least 0
 */
record EdgeConfig(
    String listenHost,
    int listenPort,
    Optional<Slot> active,
    Map<Slot, Target> slots,
    Limits limits,
    TrustedProxies trustedProxies,
    Maintenance maintenance,
    long fence) {

  EdgeConfig {
    slots = Map.copyOf(slots);
    if (active.isPresent() && !slots.containsKey(active.get())) {
      throw new IllegalArgumentException("the active slot has no target");
    }
    if (fence < 0) {
      throw new IllegalArgumentException("fence is negative");
    }
  }

  Optional<Target> activeTarget() {
    return active.map(slots::get);
  }

  EdgeConfig serving(Slot slot, Target target, long newFence) {
    Map<Slot, Target> targets = new EnumMap<>(Slot.class);
    targets.putAll(slots);
    targets.put(slot, target);
    return new EdgeConfig(
        listenHost,
        listenPort,
        Optional.of(slot),
        targets,
        limits,
        trustedProxies,
        maintenance,
        newFence);
  }

  EdgeConfig servingNothing(long newFence) {
    return new EdgeConfig(
        listenHost,
        listenPort,
        Optional.empty(),
        slots,
        limits,
        trustedProxies,
        maintenance,
        newFence);
  }

  EdgeConfig with(Maintenance changed, long newFence) {
    return new EdgeConfig(
        listenHost, listenPort, active, slots, limits, trustedProxies, changed, newFence);
  }
}
