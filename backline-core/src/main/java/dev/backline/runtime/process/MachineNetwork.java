package dev.backline.runtime.process;

import java.util.List;

/** This machine's own network. */
record MachineNetwork() implements ReleaseNetwork {

  @Override
  public List<String> entering() {
    return List.of();
  }

  @Override
  public int port() {
    return Ports.free();
  }

  @Override
  public boolean isFree(int port) {
    return Ports.isFree(port);
  }
}
