package dev.backline.pipeline;

import dev.backline.artifact.ArtifactCatalogue;
import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactStore;
import dev.backline.artifact.ArtifactTags;
import dev.backline.artifact.Builder;
import dev.backline.artifact.image.ImageStore;
import dev.backline.backup.BackupStore;
import dev.backline.check.CheckResults;
import dev.backline.check.Checks;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.catalogue.SchemaFingerprint;
import dev.backline.database.catalogue.SchemaReader;
import dev.backline.database.cluster.LocalCluster;
import dev.backline.host.AvailableMemory;
import dev.backline.host.Host;
import dev.backline.journal.Journal;
import dev.backline.proof.ProofStore;
import dev.backline.release.ReleaseHistory;
import dev.backline.run.OutputLog;
import dev.backline.run.Runs;
import dev.backline.secret.SecretStore;
import dev.backline.source.InputHasher;
import dev.backline.source.Repositories;
import dev.backline.state.DataDirectory;
import java.time.Duration;
import java.time.InstantSource;

/** Everything that pipelines work with. */
public record Parts(
    DataDirectory data,
    InstantSource clock,
    Runs runs,
    Journal journal,
    Repositories repositories,
    Configurations configurations,
    InputHasher inputs,
    Checks checks,
    CheckResults checkResults,
    Builder builder,
    ArtifactStore artifacts,
    ImageStore images,
    ArtifactCatalogue catalogue,
    ArtifactTags tags,
    ReleaseHistory history,
    SecretStore secrets,
    Host host,
    BackupStore backups,
    ProofStore proofs,
    LocalCluster cluster,
    DatabasePasswords databasePasswords,
    EnvironmentParts environments,
    AvailableMemory memory,
    OutputLog output) {

  private static final Duration CLUSTER_START = Duration.ofSeconds(30);
  private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(1);

  /** Whether the artifact, of whatever kind, is still in the store. */
  boolean has(ArtifactDigest digest) {
    return artifacts.has(digest) || images.has(digest);
  }

  /** The schema that an environment's database has now. */
  public SchemaFingerprint schemaOf(DatabaseName name) throws InterruptedException {
    return SchemaReader.read(cluster.start(CLUSTER_START).admin().to(name), STATEMENT_LIMIT);
  }
}
