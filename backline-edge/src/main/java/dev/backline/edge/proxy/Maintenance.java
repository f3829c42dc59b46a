package dev.backline.edge.proxy;

/**
 * Whether visitors get a maintenance page instead of the app.
 *
 * @param retryAfterSeconds told to clients as {@code Retry-After}, 1 to 86400
 */
record Maintenance(boolean on, int retryAfterSeconds) {

  static final Maintenance OFF = new Maintenance(false, 30);

  Maintenance {
    if (retryAfterSeconds < 1 || retryAfterSeconds > 86_400) {
      throw new IllegalArgumentException(
          "retryAfterSeconds must be 1 to 86400, is " + retryAfterSeconds);
    }
  }
}
