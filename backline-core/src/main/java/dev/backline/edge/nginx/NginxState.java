package dev.backline.edge.nginx;

import dev.backline.edge.EdgeSettings;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.runtime.Slot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be known of an edge beside nginx's own configuration; kept in {@code state.json} in
 * its folder. Which slot serves is told by the flags there, not by this.
 *
 * @param owner the environment as {@code APP.ENVIRONMENT}
 * @param key see {@link NginxConfig}
 * @param running whether it is to serve; false once it was stopped
 * @param slots what was last put into each slot
 * @param history what began to serve when, the oldest first
 */
record NginxState(
    String owner,
    String key,
    EdgeSettings settings,
    boolean running,
    Map<Slot, Held> slots,
    List<Began> history) {

  /** More switches than that within an hour are summed up with the oldest that is remembered. */
  private static final int REMEMBERED = 100;

  /** What a slot holds; {@code port} is on the host's 127.0.0.1. */
  record Held(int port, String release) {}

  /**
   * @param at by the host's clock, in epoch milliseconds
   */
  record Began(long at, Slot slot, String release) {}

  NginxState {
    slots = Map.copyOf(slots);
    history = List.copyOf(history);
  }

  NginxState with(EdgeSettings other) {
    return new NginxState(owner, key, other, true, slots, history);
  }

  NginxState stopped() {
    return new NginxState(owner, key, settings, false, slots, history);
  }

  /** With a route that begins to serve now. */
  NginxState serving(Route route, long now) {
    Map<Slot, Held> all = new EnumMap<>(Slot.class);
    all.putAll(slots);
    all.put(route.slot(), new Held(route.target().port(), route.release()));
    List<Began> more = new ArrayList<>(history);
    more.add(new Began(now, route.slot(), route.release()));
    return new NginxState(
        owner,
        key,
        settings,
        running,
        all,
        more.subList(Math.max(0, more.size() - REMEMBERED), more.size()));
  }

  Optional<Route> route(Optional<Slot> serving) {
    return serving.flatMap(slot ->
        Optional.ofNullable(slots.get(slot))
            .map(held -> new Route(slot, Target.local(held.port()), held.release())));
  }

  Map<Slot, Integer> ports() {
    Map<Slot, Integer> ports = new EnumMap<>(Slot.class);
    slots.forEach((slot, held) -> ports.put(slot, held.port()));
    return ports;
  }
}
