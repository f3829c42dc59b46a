package dev.backline.backup;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.TestDatabases;
import dev.backline.database.cluster.PostgresInstallations;
import dev.backline.host.CommandOutput;
import dev.backline.host.local.LocalHost;
import dev.backline.source.CommitId;
import dev.backline.state.DataDirectory;
import dev.backline.state.StateFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** Backups of databases in the tests' shared cluster, in a data directory of their own. */
final class BackupFixture {

  static final Instant NOW = Instant.parse("2026-11-23T15:30:00Z");
  static final BackupSubject SUBJECT =
      new BackupSubject(
          new AppName("music-graph"),
          new EnvironmentName("prod"),
          "v0.2.0-alpha",
          new CommitId("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"));

  final BackupStore store;
  final PreDeployBackup backups;
  private final PostgresTools tools;

  BackupFixture(Path root) throws InterruptedException {
    DataDirectory directory = new DataDirectory(root);
    LocalHost host = new LocalHost();
    tools = new LocalPostgresTools(host, PostgresInstallations.of(host).newest());
    store = new BackupStore(directory, new BackupCatalogue(StateFile.open(directory)));
    backups = new PreDeployBackup(tools, store, InstantSource.fixed(NOW));
  }

  /** The superuser's access to that database. */
  static DatabaseAccess asAdmin(DatabaseAccess environment) {
    return TestDatabases.admin().to(environment.name());
  }

  Backup backUp(DatabaseAccess environment) throws InterruptedException {
    return backups.create(
        backups.name(SUBJECT),
        SUBJECT,
        asAdmin(environment),
        TestDatabases.LIMIT,
        CommandOutput.ignored());
  }

  RestoreResult restore(Backup backup, DatabaseAccess environment) throws InterruptedException {
    return new BackupRestore(
            tools, TestDatabases.server(environment.name()), store, InstantSource.fixed(NOW))
        .beside(
            backup,
            target(environment),
            environment.user(),
            TestDatabases.LIMIT,
            CommandOutput.ignored());
  }

  static DatabaseName target(DatabaseAccess environment) {
    return environment.name().restoring(NOW);
  }

  BackupState state(Backup backup) {
    return store
        .catalogue()
        .find(SUBJECT.app(), SUBJECT.environment(), backup.id())
        .orElseThrow()
        .state();
  }
}
