package dev.backline.runtime.process;

import java.util.List;
import java.util.stream.Stream;

/** The network that releases and their commands run in. */
public interface ReleaseNetwork {

  /** Words that lead a program into it when they stand before its own; none if it is there. */
  List<String> entering();

  /** A port that a release can listen on, and that leads to it on this machine's 127.0.0.1. */
  int port();

  /** Whether a release could listen on that port; one that it was given before, too. */
  boolean isFree(int port);

  /** That port if it is free, else another. */
  default int port(int wanted) {
    return isFree(wanted) ? wanted : port();
  }

  /** The argument vector that runs the given one in it. */
  default List<String> within(List<String> argv) {
    return Stream.concat(entering().stream(), argv.stream()).toList();
  }
}
