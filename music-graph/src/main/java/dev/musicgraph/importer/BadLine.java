package dev.musicgraph.importer;

/** A line that is not what its file should hold. */
final class BadLine extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadLine(String reason) {
    super(reason);
  }
}
