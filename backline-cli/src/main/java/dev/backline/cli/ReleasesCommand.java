package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.backline.Backline;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.status.EnvironmentStatus;
import dev.backline.cli.status.ReleaseText;
import dev.backline.cli.terminal.HumanTime;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Table;
import dev.backline.cli.terminal.Table.Cell;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Candidate;
import dev.backline.release.Release;
import dev.backline.release.ReleaseState;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline releases}. */
@Command(
    name = "releases",
    description = "List the releases of each environment, the newest first.")
final class ReleasesCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "ENV",
      arity = "0..1",
      description = "only this environment",
      converter = EnvironmentText.class)
  private @Nullable EnvironmentName environment;

  @Option(
      names = "-n",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "how many of each environment at most (default: ${DEFAULT-VALUE})")
  private int count;

  ReleasesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Release> releases = session.openExisting().map(this::releases).orElse(List.of());
    if (session.json()) {
      ArrayNode json = JsonText.array();
      releases.forEach(release -> json.add(ReleaseText.json(release)));
      session.terminal().line(JsonText.pretty(json));
    } else if (releases.isEmpty()) {
      session.terminal().line("No releases yet");
    } else {
      table(releases).printTo(session.terminal());
    }
    return 0;
  }

  private List<Release> releases(Backline backline) {
    return EnvironmentStatus.scopes(backline).stream()
        .filter(scope -> environment == null || environment.value().equals(scope.environment()))
        .flatMap(scope -> newest(backline, scope).stream())
        .toList();
  }

  private List<Release> newest(Backline backline, LeaseScope scope) {
    return backline
        .releases()
        .newest(new AppName(scope.app()), new EnvironmentName(scope.environment()), count);
  }

  private Table table(List<Release> releases) {
    Table table =
        new Table("TARGET", "RELEASE", "STATE", "COMMIT", "ARTIFACT", "SLOT", "AT", "RUN");
    for (Release release : releases) {
      Candidate candidate = release.candidate();
      table.row(
          Cell.of(candidate.app() + "/" + candidate.environment()),
          Cell.of(release.label()),
          state(release.state()),
          Cell.of(candidate.commit().abbreviated()),
          Cell.of(ReleaseText.shortDigest(candidate.ref().digest())),
          Cell.of(release.slot().map(Object::toString).orElse("")),
          Cell.of(HumanTime.of(release.deployedAt(), session.now(), session.zone())),
          Cell.of("#" + candidate.run()));
    }
    return table;
  }

  private static Cell state(ReleaseState state) {
    String word = state.name().toLowerCase(Locale.ROOT);
    return switch (state) {
      case LIVE -> Cell.of(word, Style.GOOD);
      case SUPERSEDED -> Cell.of(word);
      case UNDONE -> Cell.of(word, Style.WARNING);
      case FAILED -> Cell.of(word, Style.BAD);
    };
  }
}
