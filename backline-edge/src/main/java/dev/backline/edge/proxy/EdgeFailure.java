package dev.backline.edge.proxy;

import java.util.List;

/** Why the edge cannot start, as lines for stderr, and the exit status that tells it. */
final class EdgeFailure extends Exception {

  /** Bad command line, configuration or token. */
  static final int USAGE = 2;

  /** A port, a directory or a lock cannot be had. */
  static final int UNAVAILABLE = 5;

  private final int exitStatus;
  private final transient List<String> lines;

  EdgeFailure(int exitStatus, List<String> lines) {
    super(String.join("; ", lines));
    this.exitStatus = exitStatus;
    this.lines = List.copyOf(lines);
  }

  static EdgeFailure usage(String line) {
    return new EdgeFailure(USAGE, List.of(line));
  }

  static EdgeFailure unavailable(String line) {
    return new EdgeFailure(UNAVAILABLE, List.of(line));
  }

  int exitStatus() {
    return exitStatus;
  }

  List<String> lines() {
    return lines;
  }
}
