package dev.backline.database.given;

import dev.backline.config.DatabasePlace;
import dev.backline.database.RunningServer;
import dev.backline.database.cluster.PostgresBinaries;
import dev.backline.database.cluster.PostgresInstallations;
import dev.backline.failure.BacklineException;
import dev.backline.host.examine.HostFinding;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether a given database can be delivered to from here. Changes nothing. */
public record GivenExamination(PostgresInstallations installations) {

  private static final String DATABASE = "database";
  private static final String TOOLS = "database's programs";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** At least one finding; only one where the server can't be asked. */
  public List<HostFinding> of(DatabasePlace.Given place, EnvironmentSecrets secrets)
      throws InterruptedException {
    try {
      Secret password =
          Objects.requireNonNull(secrets.require(List.of(place.password())).get(place.password()));
      RunningServer server = new GivenDatabaseServer(place, password).start(LIMIT);
      List<HostFinding> findings = new ArrayList<>();
      findings.add(rights(server, place));
      findings.add(tools(server.version().major()));
      return findings;
    } catch (BacklineException e) {
      return List.of(HostFinding.unfit(DATABASE, e.failure()));
    }
  }

  private static HostFinding rights(RunningServer server, DatabasePlace.Given place) {
    Optional<String> refused = server.refusesNewDatabases();
    return refused.isEmpty()
        ? HostFinding.fine(
            DATABASE,
            "PostgreSQL %s at %s:%d, as %s"
                .formatted(server.version(), place.address(), place.port(), place.user()))
        : HostFinding.doubtful(
            DATABASE,
            refused.get() + ": backups are not proven, deliveries not rehearsed",
            "have its owner say: ALTER ROLE " + server.role().quoted() + " CREATEDB");
  }

  private HostFinding tools(int major) throws InterruptedException {
    try {
      PostgresBinaries found = installations.forServer(major);
      return found.major() == major
          ? HostFinding.fine(TOOLS, "of its major, in " + found.directory())
          : HostFinding.doubtful(
              TOOLS,
              "those of major %d are used for a server of major %d: what they dump may not be"
                      .formatted(found.major(), major)
                  + " restored there",
              "run: sudo apt-get install -y postgresql-" + major);
    } catch (BacklineException e) {
      return HostFinding.unfit(TOOLS, e.failure());
    }
  }
}
