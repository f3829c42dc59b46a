package dev.backline.cli.status;

import dev.backline.Backline;
import dev.backline.cli.run.Attendance;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.edge.embedded.EdgeAddress;
import dev.backline.journal.RunState;
import dev.backline.lease.LeaseScope;
import dev.backline.run.RunRecord;
import dev.backline.runtime.EnvironmentFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How one environment stands.
 *
 * @param url where its visitors come in, if it has ever served
 * @param live the release that serves
 * @param underWay the run that is at work or orphaned
 * @param waiting the runs that wait for it, the longest waiting first
 * @param last the last run that ended
 */
public record EnvironmentStatus(
    LeaseScope scope,
    Optional<String> url,
    Optional<LiveRelease> live,
    Optional<RunAtWork> underWay,
    List<RunRecord> waiting,
    Optional<RunRecord> last) {

  /** How many runs are looked through, the newest first. */
  private static final int LOOKED_AT = 500;

  /** A run that is under way, and how far it has come. */
  public record RunAtWork(RunRecord run, RunState state, Attendance attendance) {}

  /** Every environment that anything was ever asked for, by name. */
  public static List<EnvironmentStatus> all(Backline backline) {
    return backline.lookingAround(() -> every(backline));
  }

  private static List<EnvironmentStatus> every(Backline backline) {
    SortedMap<LeaseScope, List<RunRecord>> runs = new TreeMap<>();
    backline.runs().scopesWithWork().forEach(scope -> runs.put(scope, new ArrayList<>()));
    for (RunRecord run : backline.runs().newest(LOOKED_AT)) {
      runs.computeIfAbsent(run.request().scope(), scope -> new ArrayList<>()).add(run);
    }
    List<EnvironmentStatus> all = new ArrayList<>();
    runs.forEach((scope, newestFirst) -> all.add(of(scope, newestFirst, backline)));
    return all;
  }

  /** The environments, by name. */
  public static SortedSet<LeaseScope> scopes(Backline backline) {
    SortedSet<LeaseScope> scopes = new TreeSet<>(backline.runs().scopesWithWork());
    backline.runs().newest(LOOKED_AT).forEach(run -> scopes.add(run.request().scope()));
    return scopes;
  }

  private static EnvironmentStatus of(
      LeaseScope scope, List<RunRecord> newestFirst, Backline backline) {
    Optional<RunAtWork> underWay =
        newestFirst.stream()
            .filter(run -> run.status().underWay())
            .findFirst()
            .map(run -> atWork(run, backline));
    List<RunRecord> waiting =
        newestFirst.reversed().stream()
            .filter(run -> !run.status().underWay() && !run.status().ended())
            .toList();
    Optional<RunRecord> last = newestFirst.stream().filter(run -> run.status().ended()).findFirst();
    Optional<LiveRelease> live = LiveRelease.in(scope, backline);
    Optional<String> url = url(scope, backline).or(() -> live.flatMap(LiveRelease::url));
    return new EnvironmentStatus(scope, url, live, underWay, waiting, last);
  }

  private static Optional<String> url(LeaseScope scope, Backline backline) {
    AppName app = new AppName(scope.app());
    EnvironmentName environment = new EnvironmentName(scope.environment());
    return EdgeAddress.of(EnvironmentFolder.of(backline.data(), app, environment))
        .map(listen -> "http://" + listen);
  }

  private static RunAtWork atWork(RunRecord run, Backline backline) {
    return new RunAtWork(
        run,
        RunState.replay(backline.journal().entries(run.id())),
        Attendance.of(run, backline.leases()));
  }
}
