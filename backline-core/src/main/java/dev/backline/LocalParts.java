package dev.backline;

import dev.backline.artifact.ArtifactCatalogue;
import dev.backline.artifact.ArtifactStore;
import dev.backline.artifact.ArtifactTags;
import dev.backline.artifact.Builder;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.StoredArtifact;
import dev.backline.backup.BackupCatalogue;
import dev.backline.backup.BackupStore;
import dev.backline.check.CheckResults;
import dev.backline.check.Checks;
import dev.backline.config.ArtifactSpec;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.FileDatabasePasswords;
import dev.backline.database.cluster.LocalCluster;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.Host;
import dev.backline.host.local.LinuxMemory;
import dev.backline.host.local.LocalHost;
import dev.backline.journal.Journal;
import dev.backline.pipeline.Configurations;
import dev.backline.pipeline.Parts;
import dev.backline.release.ReleaseHistory;
import dev.backline.run.OutputLog;
import dev.backline.run.Runs;
import dev.backline.secret.SecretStore;
import dev.backline.secret.age.AgeSecretStore;
import dev.backline.source.Checkout;
import dev.backline.source.InputHasher;
import dev.backline.source.Repositories;
import dev.backline.source.ToolVersions;
import dev.backline.state.DataDirectory;
import dev.backline.state.Sql;
import java.time.InstantSource;
import javax.sql.DataSource;

/** The embedded default: everything on this machine, nothing set up by hand. */
final class LocalParts {

  private LocalParts() {}

  static Parts on(
      DataDirectory data,
      DataSource state,
      Runs runs,
      Journal journal,
      OutputLog output,
      InstantSource clock) {
    Host host = new LocalHost();
    Repositories repositories = new Repositories(data);
    ArtifactStore artifacts = new ArtifactStore(data.artifacts(), DiskReserve.DEFAULT, clock);
    SecretStore secrets = new AgeSecretStore(data);
    LocalCluster cluster = new LocalCluster(data, host);
    DatabasePasswords passwords = new FileDatabasePasswords(data.secrets().resolve("databases"));
    return new Parts(
        data,
        clock,
        runs,
        journal,
        repositories,
        new Configurations(repositories),
        new InputHasher(new ToolVersions(host)),
        new Checks(host, clock),
        new CheckResults(state),
        new Builder(host, artifacts, LocalParts::noImages),
        artifacts,
        new ArtifactCatalogue(state),
        new ArtifactTags(state, clock),
        new ReleaseHistory(new Sql(state), clock),
        secrets,
        host,
        new BackupStore(data, new BackupCatalogue(new Sql(state))),
        cluster,
        passwords,
        new LocalEnvironmentParts(data, secrets, artifacts, cluster, passwords, host, clock),
        new LinuxMemory(),
        output);
  }

  private static StoredArtifact noImages(
      Checkout checkout, ArtifactSpec.Image image, CommandOutput output) {
    throw Failure.usage(
            "building an image of " + checkout.commit().abbreviated(),
            "images can't be built yet",
            "declare a bundle")
        .toException();
  }
}
