package dev.backline.release;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The releases of an environment whose artifacts have to stay. */
public final class ReadyReleases {

  /** Of each environment; nobody keeps more ready. */
  private static final int LOOKED_AT = 500;

  private ReadyReleases() {}

  /**
   * The one that serves, the one that a rollback goes back to, and the newest that ever served,
   * newest first.
   *
   * @param past how many of the newest, beside the newest one
   */
  public static List<Release> of(
      ReleaseHistory history, AppName app, EnvironmentName environment, int past) {
    return among(
        history.newest(app, environment, LOOKED_AT),
        history.current(app, environment),
        history.previous(app, environment),
        past);
  }

  static List<Release> among(
      List<Release> newestFirst, Optional<Release> live, Optional<Release> before, int past) {
    SortedSet<Release> ready = new TreeSet<>(Comparator.comparingLong(Release::number).reversed());
    newestFirst.stream()
        .filter(release -> release.state() != ReleaseState.FAILED)
        .limit(past + 1L)
        .forEach(ready::add);
    // After some going back they may be older than all of those.
    Stream.of(live, before).flatMap(Optional::stream).forEach(ready::add);
    return List.copyOf(ready);
  }
}
