package dev.backline.server;

import dev.backline.Backline;

final class Upkeep implements Runnable {
  Upkeep(Backline backline) {}

  @Override
  public void run() {}
}
