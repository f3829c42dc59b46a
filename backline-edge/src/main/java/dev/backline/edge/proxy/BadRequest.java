package dev.backline.edge.proxy;

/** An admin request that cannot be understood; the message says which part. */
final class BadRequest extends Exception {

  BadRequest(String message) {
    super(message);
  }
}
