package dev.backline.edge.proxy;

import java.util.Optional;

/**
 * How a request ended.
 *
 * @param status as the client saw it; 499 if it went away before there was one
 * @param aborted whether the client went away before the answer was complete
 */
record Outcome(int status, FailedBy failedBy, boolean aborted) {

  /** nginx's number for a client that closed the connection; no client ever sees it. */
  static final int CLIENT_GONE = 499;

  /** Whose failure a request was. */
  enum FailedBy {
    NONE,
    EDGE,
    APP
  }

  /**
   * @param edgeAnswer what the edge answered, if the answer is not the app's
   * @param appStatus of the app's answer, if there was one
   * @param complete whether the whole of the app's answer was passed on
   * @param appBrokeOff whether the app ended its answer before its end
   */
  static Outcome of(
      Optional<EdgeAnswer> edgeAnswer,
      Optional<Integer> appStatus,
      boolean complete,
      boolean appBrokeOff) {
    if (edgeAnswer.isPresent()) {
      EdgeAnswer answer = edgeAnswer.get();
      return new Outcome(
          answer.status(), answer.isFailure() ? FailedBy.EDGE : FailedBy.NONE, false);
    }
    if (appStatus.isEmpty()) {
      return new Outcome(CLIENT_GONE, FailedBy.NONE, true);
    }
    boolean appFailed = appBrokeOff || appStatus.get() >= 500;
    return new Outcome(
        appStatus.get(), appFailed ? FailedBy.APP : FailedBy.NONE, !complete && !appBrokeOff);
  }
}
