package dev.backline.check.report;

import java.io.IOException;

/** A report that is not what it should be; the message says what is wrong with which file. */
public final class UnreadableReport extends IOException {

  UnreadableReport(String message) {
    super(message);
  }

  UnreadableReport(String message, Throwable cause) {
    super(message, cause);
  }
}
