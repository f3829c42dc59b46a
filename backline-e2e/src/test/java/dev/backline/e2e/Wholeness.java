package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.config.EnvironmentName;
import dev.backline.config.VersionTag;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.EnvironmentDatabases;
import dev.backline.database.FileDatabasePasswords;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.Route;
import dev.backline.pipeline.Parts;
import dev.backline.release.Release;
import dev.backline.release.ReleaseState;
import dev.backline.release.Version;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.RunsAs;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.source.AppRepository;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an environment is wholly on one release: what is served, recorded, routed to, running,
 * migrated and tagged all name the same one, and nothing is held or left over.
 */
final class Wholeness {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Installation installation;
  private final Parts parts;
  private final HttpClient client = HttpClient.newHttpClient();

  Wholeness(Installation installation) {
    this.installation = installation;
    this.parts = installation.backline().parts();
  }

  /** The version that serves, after everything was found to agree on it. */
  String require(EnvironmentName environment) {
    Release live = parts.history().current(Installation.APP, environment).orElseThrow();
    Route route = route(environment);
    assertThat(served(environment)).as("version served").isEqualTo(live.label());
    assertThat(route.release()).as("release that the edge routes to").isEqualTo(live.label());
    assertThat(Optional.of(route.slot())).as("slot recorded").isEqualTo(live.slot());
    assertThat(running(environment, route.slot()).map(state -> same(state.release(), live)))
        .as("whether the release that runs in slot " + route.slot() + " is the live one")
        .contains(true);
    requireNoStranger(environment, route.slot().other());
    assertThat(applied(environment))
        .as("migrations applied")
        .isEqualTo(migrationsOf(live.candidate().commit().value()));
    requireTags(environment);
    requireArtifactTags(environment, live);
    requireNoScratchDatabases(environment);
    requireNothingHeld(environment);
    return live.label();
  }

  String served(EnvironmentName environment) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(installation.urlOf(environment) + "/version"))
            .timeout(PATIENCE)
            .build();
    try {
      String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return body.replaceAll(".*\"version\": \"([^\"]*)\".*", "$1");
    } catch (Exception e) {
      throw new AssertionError(environment + " does not answer", e);
    }
  }

  boolean serves(EnvironmentName environment, String version) {
    try {
      return served(environment).equals(version);
    } catch (AssertionError notNow) {
      return false;
    }
  }

  /** Of the release that requests go to; 0 if none runs. */
  long pid(EnvironmentName environment) {
    return running(environment, route(environment).slot())
        .flatMap(SlotState::runsAs)
        .filter(RunsAs.Process.class::isInstance)
        .map(process -> ((RunsAs.Process) process).identity().pid())
        .orElse(0L);
  }

  private Route route(EnvironmentName environment) {
    try {
      EdgeStatus edge = parts.environments().here(Installation.APP, environment).edge().current();
      assertThat(edge).isInstanceOf(EdgeStatus.Up.class);
      return edge.route().orElseThrow();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Optional<SlotState> running(EnvironmentName environment, Slot slot) {
    try {
      return parts.environments().here(Installation.APP, environment).runtime().status(slot)
              instanceof SlotStatus.Running(SlotState state)
          ? Optional.of(state)
          : Optional.empty();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** In the other slot nothing runs but, perhaps, a release that has served and still could. */
  private void requireNoStranger(EnvironmentName environment, Slot slot) {
    running(environment, slot).ifPresent(state -> requireFit(environment, slot, state));
    long processes =
        Leftovers.below(installation.data().environment("tiny", environment.value())).stream()
            .map(process ->
                Leftovers.command(java.nio.file.Path.of("/proc", Long.toString(process.pid()))))
            .filter(command -> command.endsWith(" Tiny "))
            .count();
    long wanted =
        java.util.stream.Stream.of(Slot.values())
            .filter(s -> running(environment, s).isPresent())
            .count();
    assertThat(processes).as("processes of releases in " + environment).isEqualTo(wanted);
  }

  /** What runs knows a digest of its secrets, too, which the history does not. */
  private static boolean same(ReleaseRef running, Release recorded) {
    return running.digest().equals(recorded.candidate().ref().digest())
        && running.label().equals(recorded.label());
  }

  private void requireFit(EnvironmentName environment, Slot slot, SlotState state) {
    List<Release> served =
        parts.history().newest(Installation.APP, environment, 500).stream()
            .filter(release -> release.state() != ReleaseState.FAILED)
            .filter(release -> same(state.release(), release))
            .toList();
    assertThat(served).as("served releases like the one idle in slot " + slot).isNotEmpty();
    assertThat(applied(environment))
        .as("migrations applied, of those that the release idle in slot " + slot + " needs")
        .containsAll(migrationsOf(served.getFirst().candidate().commit().value()));
  }

  List<String> applied(EnvironmentName environment) {
    return column(environment, "select id from migration order by id");
  }

  /** The first column of a query on the environment's database. */
  List<String> column(EnvironmentName environment, String query) {
    try (Connection connection = database(environment).connect(PATIENCE);
        ResultSet rows = connection.createStatement().executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (Exception e) {
      throw new AssertionError(query + " failed", e);
    }
  }

  void execute(EnvironmentName environment, String sql) {
    try (Connection connection = database(environment).connect(PATIENCE);
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (Exception e) {
      throw new AssertionError(sql + " failed", e);
    }
  }

  /** A connection as the app's role, to be closed by the caller. */
  Connection connect(EnvironmentName environment) throws Exception {
    return database(environment).connect(PATIENCE);
  }

  private DatabaseAccess database(EnvironmentName environment) throws InterruptedException {
    return new EnvironmentDatabases(
            parts.cluster().start(PATIENCE).admin(),
            new FileDatabasePasswords(parts.data().secrets().resolve("databases")))
        .find(DatabaseName.of(Installation.APP, environment))
        .orElseThrow();
  }

  private List<String> migrationsOf(String commit) {
    return installation
        .app()
        .git("ls-tree", "--name-only", commit, "migrations/")
        .lines()
        .filter(name -> name.endsWith(".up.sql"))
        .map(name -> name.substring("migrations/".length(), name.length() - ".up.sql".length()))
        .sorted()
        .toList();
  }

  /** A version has its tag exactly if it served. */
  private void requireTags(EnvironmentName environment) {
    if (!environment.equals(Installation.PROD)) {
      return;
    }
    List<Release> served =
        parts.history().newest(Installation.APP, environment, 500).stream()
            .filter(release -> release.state() != ReleaseState.FAILED)
            .toList();
    try (AppRepository repository = parts.repositories().open(Installation.APP)) {
      for (Release release : served) {
        if (release.state() != ReleaseState.UNDONE) {
          assertThat(repository.tags().commitOf(tag(release)))
              .as("commit tagged " + release.label())
              .contains(release.candidate().commit());
        }
      }
      assertThat(served.stream().map(Wholeness::tag).toList())
          .as("versions that served")
          .containsAll(repository.tags().names());
    }
  }

  /** Those that move along with each delivery, and back with its undo. */
  private void requireArtifactTags(EnvironmentName environment, Release live) {
    List<ArtifactTag> moving =
        environment.equals(Installation.PROD)
            ? List.of(new ArtifactTag("production"), ArtifactTag.LATEST)
            : List.of(ArtifactTag.latestOf(environment));
    for (ArtifactTag tag : moving) {
      assertThat(parts.tags().find(Installation.APP, tag).map(ArtifactDigest::value))
          .as("artifact tagged " + tag)
          .contains(live.candidate().ref().digest());
    }
  }

  private void requireNoScratchDatabases(EnvironmentName environment) {
    String own = DatabaseName.of(Installation.APP, environment).value();
    assertThat(
            column(
                environment, "select datname from pg_database where datname like '" + own + "%'"))
        .as("databases of " + environment)
        .containsExactly(own);
  }

  private static VersionTag tag(Release release) {
    return new VersionTag(release.version().map(Version::toString).orElseThrow());
  }

  private void requireNothingHeld(EnvironmentName environment) {
    Awaiting.until(
        "the lease of " + environment + " was given back",
        Duration.ofSeconds(2),
        () ->
            installation.backline().leases().holders().stream()
                .noneMatch(holder -> holder.scope().environment().equals(environment.value())));
    assertThat(installation.backline().runs().scopesWithWork())
        .as("environments with work left")
        .noneMatch(scope -> scope.environment().equals(environment.value()));
  }
}
