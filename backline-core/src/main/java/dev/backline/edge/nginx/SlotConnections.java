package dev.backline.edge.nginx;

import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;

/**
 * Connections to a slot's port, from the kernel's own list (proc(5), /proc/net/tcp): nginx counts
 * none by upstream. One that nginx keeps after an answer is among them for 1 s more, so the number
 * is never too small.
 */
final class SlotConnections {

  /** 127.0.0.1 and state ESTABLISHED, as a little-endian kernel writes them. */
  private static final String ROW = "^ *[0-9]+: [0-9A-F]{8}:[0-9A-F]{4} 0100007F:%04X 01 ";

  /** grep's status when nothing matches (POSIX.1-2017, grep). */
  private static final int NONE = 1;

  private SlotConnections() {}

  static HostCommand count(int port) {
    return HostCommand.of("grep", "-cE", ROW.formatted(port), "/proc/net/tcp");
  }

  /** 0 or more. */
  static long counted(CommandResult result) {
    if (!result.succeeded() && result.status() != NONE) {
      throw new IllegalStateException("/proc/net/tcp can't be read: " + result.lastWords());
    }
    return Long.parseLong(result.stdout().getLast().strip());
  }
}
