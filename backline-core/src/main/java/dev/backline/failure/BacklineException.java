package dev.backline.failure;

/** Carries a {@link Failure} up to whoever tells the user about it. */
public class BacklineException extends RuntimeException {

  private final transient Failure failure;

  public BacklineException(Failure failure) {
    super(failure.summary());
    this.failure = failure;
  }

  public BacklineException(Failure failure, Throwable cause) {
    super(failure.summary(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
