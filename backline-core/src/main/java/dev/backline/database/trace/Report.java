package dev.backline.database.trace;

/** An error or a notice of the server; what it doesn't say is empty. */
record Report(String sqlState, String message, String detail) {

  @Override
  public String toString() {
    return sqlState + ": " + message;
  }
}
