package dev.backline.pipeline;

import dev.backline.artifact.ArtifactCatalogue;
import dev.backline.artifact.ArtifactStore;
import dev.backline.artifact.ArtifactTags;
import dev.backline.artifact.Builder;
import dev.backline.check.CheckResults;
import dev.backline.check.Checks;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.EnvironmentDatabases;
import dev.backline.database.cluster.LocalCluster;
import dev.backline.journal.Journal;
import dev.backline.release.ReleaseHistory;
import dev.backline.secret.SecretStore;
import dev.backline.source.InputHasher;
import dev.backline.source.Repositories;
import dev.backline.state.DataDirectory;
import java.time.InstantSource;

/** Everything that pipelines work with. */
public record Parts(
    DataDirectory data,
    InstantSource clock,
    Journal journal,
    Repositories repositories,
    Configurations configurations,
    InputHasher inputs,
    Checks checks,
    CheckResults checkResults,
    Builder builder,
    ArtifactStore artifacts,
    ArtifactCatalogue catalogue,
    ArtifactTags tags,
    ReleaseHistory history,
    SecretStore secrets,
    LocalCluster cluster,
    DatabasePasswords databasePasswords,
    EnvironmentParts environments) {

  EnvironmentDatabases databases(DatabaseAccess admin) {
    return new EnvironmentDatabases(admin, databasePasswords);
  }
}
