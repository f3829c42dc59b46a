package dev.backline.lease;

/**
 * What a lease covers: one environment of one app. In the order of their names.
 *
 * @param app the app's name
 * @param environment the environment's name
 */
public record LeaseScope(String app, String environment) implements Comparable<LeaseScope> {

  public LeaseScope {
    if (app.isBlank() || environment.isBlank()) {
      throw new IllegalArgumentException("a lease covers an app's environment");
    }
  }

  @Override
  public int compareTo(LeaseScope other) {
    int byApp = app.compareTo(other.app);
    return byApp != 0 ? byApp : environment.compareTo(other.environment);
  }

  @Override
  public String toString() {
    return app + "/" + environment;
  }
}
