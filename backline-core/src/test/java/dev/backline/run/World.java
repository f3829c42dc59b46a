package dev.backline.run;

import java.util.HashMap;
import java.util.Map;

/**
 * What the steps of a test change: each step's effect is absent, half there or there. It outlives
 * every crash.
 */
final class World {

  enum Effect {
    ABSENT,
    HALF,
    THERE
  }

  private final Map<String, Effect> effects = new HashMap<>();

  Effect of(String step) {
    return effects.getOrDefault(step, Effect.ABSENT);
  }

  void set(String step, Effect effect) {
    effects.put(step, effect);
  }
}
