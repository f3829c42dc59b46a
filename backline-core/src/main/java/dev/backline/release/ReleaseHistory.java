package dev.backline.release;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import dev.backline.runtime.Slot;
import dev.backline.state.Sql;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The releases of every environment, in the state file. Each operation is one transaction, and each
 * that changes something may be repeated: a second time it changes nothing.
 */
public final class ReleaseHistory {

  private final Sql sql;
  private final InstantSource clock;

  public ReleaseHistory(Sql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Records that the candidate serves from that slot now, and that the release before it no longer
   * does.
   *
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if another release has its
   *     version
   */
  public Release goLive(Candidate candidate, Slot slot) {
    return sql.inTransaction(tx -> {
      ReleaseRows rows = new ReleaseRows(tx, candidate.app(), candidate.environment());
      requireFree(candidate, rows);
      return live(recorded(candidate, rows), slot, rows);
    });
  }

  /**
   * Records that the candidate's deployment failed before it served. If it did serve, it is left as
   * it is recorded.
   */
  public Release fail(Candidate candidate) {
    return sql.inTransaction(tx -> {
      ReleaseRows rows = new ReleaseRows(tx, candidate.app(), candidate.environment());
      return recorded(candidate, rows);
    });
  }

  /**
   * Records that a release of the past serves again. The one that served until now is undone if it
   * is newer, else superseded.
   *
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if the release never served
   */
  public Release makeLive(Release past, Slot slot) {
    return sql.inTransaction(tx -> {
      ReleaseRows rows = rowsOf(tx, past);
      Release recorded = rows.byNumber(past.number()).orElseThrow();
      if (recorded.state() == ReleaseState.FAILED) {
        throw Failure.refused(
                "going back to release " + past.label(),
                "it never served: its deployment failed",
                "choose another one of: backline releases " + past.candidate().environment())
            .toException();
      }
      return live(recorded, slot, rows);
    });
  }

  /** Records that a release that served was undone and that nothing serves in its place. */
  public Release withdraw(Release gone) {
    return sql.inTransaction(tx -> {
      ReleaseRows rows = rowsOf(tx, gone);
      Release recorded = rows.byNumber(gone.number()).orElseThrow();
      return recorded.state() == ReleaseState.LIVE
          ? rows.change(recorded, ReleaseState.UNDONE)
          : recorded;
    });
  }

  /** The release that serves. */
  public Optional<Release> current(AppName app, EnvironmentName environment) {
    return sql.looking(tx -> new ReleaseRows(tx, app, environment).live());
  }

  /**
   * What a rollback goes back to: the newest release older than the current one that served and was
   * not undone.
   */
  public Optional<Release> previous(AppName app, EnvironmentName environment) {
    return sql.inTransaction(tx -> {
      ReleaseRows rows = new ReleaseRows(tx, app, environment);
      Optional<Release> live = rows.live();
      return live.isEmpty() ? Optional.empty() : rows.supersededBefore(live.get().number());
    });
  }

  /** The release that served under that version, or the last one that failed to. */
  public Optional<Release> byVersion(AppName app, EnvironmentName environment, Version version) {
    return sql.inTransaction(tx -> new ReleaseRows(tx, app, environment).byVersion(version));
  }

  /** The newest release of that label: a version, or a commit's short name. */
  public Optional<Release> byLabel(AppName app, EnvironmentName environment, String label) {
    return sql.inTransaction(tx -> new ReleaseRows(tx, app, environment).byLabel(label));
  }

  /** The release that the run made or tried to make. */
  public Optional<Release> byRun(AppName app, EnvironmentName environment, RunId run) {
    return sql.looking(tx -> new ReleaseRows(tx, app, environment).byRun(run));
  }

  /** The environments of the app that have releases, by name. */
  public List<EnvironmentName> environments(AppName app) {
    return sql.looking(tx ->
        tx.list(
            "select distinct environment from release where app = ? order by environment",
            row -> new EnvironmentName(row.getString(1)),
            app.value()));
  }

  /** The apps that have releases, by name. */
  public List<AppName> apps() {
    return sql.looking(tx ->
        tx.list(
            "select distinct app from release order by app", row -> new AppName(row.getString(1))));
  }

  /** The release of the app that went live last, in whichever environment. */
  public Optional<Release> newest(AppName app) {
    return environments(app).stream()
        .flatMap(environment -> current(app, environment).stream())
        .max(Comparator.comparing(Release::deployedAt));
  }

  /** Newest first. */
  public List<Release> newest(AppName app, EnvironmentName environment, int most) {
    return sql.looking(tx -> new ReleaseRows(tx, app, environment).newest(most));
  }

  /** The versions that can't be given again: of all releases that ever served. */
  public List<Version> takenVersions(AppName app, EnvironmentName environment) {
    return sql.looking(tx -> new ReleaseRows(tx, app, environment).takenVersions());
  }

  /** The run's release; a new one has not served until it is told that it does. */
  private Release recorded(Candidate candidate, ReleaseRows rows) throws SQLException {
    Optional<Release> recorded = rows.byRun(candidate.run());
    return recorded.isPresent()
        ? recorded.get()
        : rows.insert(candidate, ReleaseState.FAILED, clock.instant());
  }

  private Release live(Release release, Slot slot, ReleaseRows rows) throws SQLException {
    Optional<Release> serving = rows.live();
    if (serving.isPresent() && serving.get().number() == release.number()) {
      return rows.place(release, slot, serving.get().deployedAt());
    }
    if (serving.isPresent()) {
      boolean back = release.number() < serving.get().number();
      rows.change(serving.get(), back ? ReleaseState.UNDONE : ReleaseState.SUPERSEDED);
    }
    return rows.place(release, slot, clock.instant());
  }

  private static void requireFree(Candidate candidate, ReleaseRows rows) throws SQLException {
    if (candidate.version().isEmpty()) {
      return;
    }
    Optional<Release> holder = rows.byVersion(candidate.version().get());
    if (holder.isPresent()
        && holder.get().state() != ReleaseState.FAILED
        && !holder.get().candidate().run().equals(candidate.run())) {
      throw Failure.refused(
              "releasing version " + candidate.version().get(),
              "run " + holder.get().candidate().run() + " released it already",
              "give a higher version, or none")
          .toException();
    }
  }

  private static ReleaseRows rowsOf(Sql.Transaction tx, Release release) {
    return new ReleaseRows(tx, release.candidate().app(), release.candidate().environment());
  }
}
