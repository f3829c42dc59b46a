package dev.backline.database.trace;

import java.io.IOException;

/** What was received is not PostgreSQL's protocol; the connection can only be ended. */
final class MalformedFrameException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedFrameException(String message) {
    super(message);
  }
}
