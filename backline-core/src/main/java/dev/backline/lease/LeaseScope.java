package dev.backline.lease;

/**
 * What a lease covers: one environment of one app.
 *
 * @param app the app's name
 * @param environment the environment's name
 */
public record LeaseScope(String app, String environment) {

  public LeaseScope {
    if (app.isBlank() || environment.isBlank()) {
      throw new IllegalArgumentException("a lease covers an app's environment");
    }
  }

  @Override
  public String toString() {
    return app + "/" + environment;
  }
}
