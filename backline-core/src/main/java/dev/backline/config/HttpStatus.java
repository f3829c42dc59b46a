package dev.backline.config;

/** The range of HTTP status codes (RFC 9110, 15). */
final class HttpStatus {

  private HttpStatus() {}

  static void check(int status) {
    Checked.that(
        status >= 100 && status <= 599, "status " + status + " is not between 100 and 599");
  }
}
