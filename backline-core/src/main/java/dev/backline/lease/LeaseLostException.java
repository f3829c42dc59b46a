package dev.backline.lease;

/**
 * Somebody else holds the lease now. Whoever gets this must stop at once and change nothing more.
 */
public final class LeaseLostException extends RuntimeException {

  public LeaseLostException(LeaseScope scope, FencingToken token) {
    super("the lease of " + scope + " with token " + token + " is no longer held");
  }
}
