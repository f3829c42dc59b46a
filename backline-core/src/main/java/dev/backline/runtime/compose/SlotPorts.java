package dev.backline.runtime.compose;

import dev.backline.config.ComposeSpec;
import dev.backline.runtime.Slot;

/**
 * Where the slots listen on their host's 127.0.0.1, and in their containers: fixed, so that an edge
 * needs no news of them. 1 to 65535 each.
 */
public record SlotPorts(int blue, int green) {

  private static final int APART = 10_000;

  public SlotPorts {
    if (blue < 1 || blue > 65535 || green < 1 || green > 65535 || blue == green) {
      throw new IllegalArgumentException("not two ports: " + blue + ", " + green);
    }
  }

  public static SlotPorts of(ComposeSpec spec) {
    return new SlotPorts(spec.bluePort(), spec.greenPort());
  }

  /** Others, for releases that are only tried: {@value #APART} above these, or below. */
  public SlotPorts rehearsal() {
    return new SlotPorts(apart(blue), apart(green));
  }

  private static int apart(int port) {
    return port + APART <= 65535 ? port + APART : port - APART;
  }

  int of(Slot slot) {
    return switch (slot) {
      case BLUE -> blue;
      case GREEN -> green;
    };
  }
}
