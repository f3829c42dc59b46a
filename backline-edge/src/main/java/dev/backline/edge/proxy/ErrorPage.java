package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What a visitor gets to read when there is no answer from the app: what happened, nothing about
 * the inside.
 *
 * @param contentType with charset
 */
record ErrorPage(String contentType, String body) {

  static ErrorPage of(EdgeAnswer answer, String accept, String requestId) {
    return Acceptance.prefersJson(accept) ? json(answer, requestId) : html(answer, requestId);
  }

  private static ErrorPage json(EdgeAnswer answer, String requestId) {
    return new ErrorPage(
        "application/json; charset=utf-8",
        JsonNodeFactory.instance
                .objectNode()
                .put("status", answer.status())
                .put("error", answer.text())
                .put("requestId", requestId)
                .toString()
            + "\n");
  }

  /** A request id holds no character that means anything in HTML. */
  private static ErrorPage html(EdgeAnswer answer, String requestId) {
    return new ErrorPage(
        "text/html; charset=utf-8",
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body>
        <h1>%s</h1>
        <p>%s</p>
        <p><small>%d &middot; request %s</small></p>
        </body>
        </html>
        """
            .formatted(answer.title(), answer.title(), answer.text(), answer.status(), requestId));
  }
}
