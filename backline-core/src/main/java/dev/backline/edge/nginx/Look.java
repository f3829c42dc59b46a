package dev.backline.edge.nginx;

import dev.backline.config.ListenAddress;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.Route;
import dev.backline.host.Fence;
import dev.backline.runtime.Slot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code look.sh} saw of an edge: a line for each thing that is so, some with a value. */
record Look(Map<String, String> seen) {

  static Look of(List<String> lines) {
    Map<String, String> seen = new HashMap<>();
    lines.forEach(line -> {
      String[] words = line.split(" ", 2);
      seen.put(words[0], words.length > 1 ? words[1] : "");
    });
    return new Look(Map.copyOf(seen));
  }

  /** The master process, if nginx runs. */
  Optional<Long> pid() {
    return value("pid").map(Long::valueOf);
  }

  /** Whether nginx runs with the environment's configuration in it. */
  boolean up() {
    return pid().isPresent() && has("included") && has("digest") && has("state");
  }

  /** Whether that configuration is in place, whole and unchanged, and a running nginx has it. */
  boolean upWith(String digest) {
    return up() && !has("unfinished") && !edited() && value("digest").equals(Optional.of(digest));
  }

  /** Whether somebody else has changed the configuration since it was written. */
  boolean edited() {
    return has("edited");
  }

  /** Whether the access log is longer than it should be. */
  boolean longLog() {
    return has("long");
  }

  Optional<Slot> serving() {
    if (has("green")) {
      return Optional.of(Slot.GREEN);
    }
    return has("live") ? Optional.of(Slot.BLUE) : Optional.empty();
  }

  boolean maintenance() {
    return has("maintenance");
  }

  Optional<NginxState> state() {
    return value("state").map(NginxStateJson::parse);
  }

  /** Where it listens, as far as is known. */
  Optional<ListenAddress> listen() {
    return state().map(state -> state.settings().listen());
  }

  Optional<Route> route() {
    return state().flatMap(state -> state.route(serving()));
  }

  /** The host's clock, in epoch milliseconds. */
  long now() {
    return value("now").map(Long::valueOf).orElseThrow();
  }

  EdgeStatus status() {
    Optional<NginxState> state = state();
    if (state.isEmpty() || !state.get().running() || !up()) {
      return new EdgeStatus.Down(route(), state.filter(NginxState::running).isPresent());
    }
    return new EdgeStatus.Up(
        pid().orElseThrow(),
        state.get().settings().listen(),
        route(),
        maintenance(),
        value("fence").map(text -> new Fence(Long.parseLong(text))).orElse(new Fence(0)));
  }

  private boolean has(String thing) {
    return seen.containsKey(thing);
  }

  private Optional<String> value(String thing) {
    return Optional.ofNullable(seen.get(thing));
  }
}
