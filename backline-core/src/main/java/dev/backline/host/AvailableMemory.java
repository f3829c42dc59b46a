package dev.backline.host;

import java.io.IOException;

/** How much memory a host has for programs that are still to be started. */
@FunctionalInterface
public interface AvailableMemory {

  /** Bytes that can be used without swapping and without breaking a limit. */
  long bytes() throws IOException;
}
