package dev.backline.edge.proxy;

/** What the edge itself answers when there is no answer from the app to pass on. */
enum EdgeAnswer {
  BAD_REQUEST(400, "Bad request", "The request is not valid HTTP."),
  BODY_TOO_LARGE(413, "Too large", "The request body is larger than this site accepts."),
  REFUSED(502, "No answer", "The application did not accept the connection."),
  BROKEN_OFF(502, "No answer", "The application closed the connection before it answered."),
  INTERIM(502, "No answer", "The application sent an interim answer that cannot be passed on."),
  NO_SLOT(503, "Not available", "No release of the application is being served."),
  MAINTENANCE(503, "Maintenance", "The site is being worked on and will be back shortly."),
  CONNECT_TIMEOUT(504, "No answer", "The application could not be reached in time."),
  TIMEOUT(504, "No answer", "The application did not answer in time.");

  private final int status;
  private final String title;
  private final String text;

  EdgeAnswer(int status, String title, String text) {
    this.status = status;
    this.title = title;
    this.text = text;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String text() {
    return text;
  }

  /** Whether visitors would call it a failure of the site rather than of their request. */
  boolean isFailure() {
    return status >= 500;
  }

  /** Whether what follows on the connection cannot be trusted or is not worth reading. */
  boolean endsConnection() {
    return status < 500;
  }
}
