package dev.backline.cli;

import dev.backline.cli.session.JsonText;
import dev.backline.state.StateFile;

/**
 * What most commands need and what takes its time to load, loaded beside the reading of the command
 * line, where there is a second core.
 */
final class WarmUp {

  private WarmUp() {}

  static void begin() {
    beside("warm-up-native", StateFile::warmUpNative);
    beside("warm-up", WarmUp::run);
  }

  private static void run() {
    StateFile.warmUp();
    JsonText.parse("{\"a\":1}");
  }

  /** Nobody waits for it: what it hasn't loaded yet is loaded by who needs it. */
  private static void beside(String name, Runnable work) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        // What can't be loaded is told by who needs it, in words.
        .uncaughtExceptionHandler((thread, fault) -> {})
        .start(work);
  }
}
