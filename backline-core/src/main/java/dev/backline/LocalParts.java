package dev.backline;

import dev.backline.artifact.ArtifactCatalogue;
import dev.backline.artifact.ArtifactStore;
import dev.backline.artifact.ArtifactTags;
import dev.backline.artifact.Builder;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.image.BaseImages;
import dev.backline.artifact.image.BuildCommands;
import dev.backline.artifact.image.DockerfileBuild;
import dev.backline.artifact.image.ImageBuilds;
import dev.backline.artifact.image.ImageStore;
import dev.backline.artifact.image.JibBuild;
import dev.backline.backup.BackupCatalogue;
import dev.backline.backup.BackupStore;
import dev.backline.check.CheckResults;
import dev.backline.check.Checks;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.FileDatabasePasswords;
import dev.backline.database.cluster.LocalCluster;
import dev.backline.host.Host;
import dev.backline.host.fence.Owner;
import dev.backline.host.local.LinuxMemory;
import dev.backline.host.local.LocalHost;
import dev.backline.host.ssh.SshHosts;
import dev.backline.journal.Journal;
import dev.backline.pipeline.Configurations;
import dev.backline.pipeline.Parts;
import dev.backline.proof.ProofStore;
import dev.backline.release.ReleaseHistory;
import dev.backline.run.OutputLog;
import dev.backline.run.Runs;
import dev.backline.secret.SecretStore;
import dev.backline.secret.age.AgeSecretStore;
import dev.backline.source.InputHasher;
import dev.backline.source.Repositories;
import dev.backline.source.ToolVersions;
import dev.backline.state.DataDirectory;
import dev.backline.state.Identity;
import dev.backline.state.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    ImageStore images =
        new ImageStore(data.artifacts().resolve("images"), DiskReserve.DEFAULT, clock);
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
        new Builder(host, artifacts, builds(data, host, images)),
        artifacts,
        images,
        new ArtifactCatalogue(state),
        new ArtifactTags(state, clock),
        new ReleaseHistory(new Sql(state), clock),
        secrets,
        host,
        new BackupStore(data, new BackupCatalogue(new Sql(state))),
        new ProofStore(new Sql(state)),
        cluster,
        passwords,
        new Places(
            data,
            secrets,
            artifacts,
            cluster,
            passwords,
            host,
            new HostPlaces(
                SshHosts.of(data.knownHosts(), System.getenv()),
                images,
                passwords,
                host,
                () -> owner(data),
                clock),
            clock),
        new LinuxMemory(),
        output);
  }

  private static Owner owner(DataDirectory data) {
    String machine;
    try {
      machine = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException unknown) {
      machine = "?";
    }
    String told = System.getProperty("user.name") + "@" + machine + ":" + data.root();
    return new Owner(Identity.of(data), told);
  }

  /** Images come from Jib, which needs nothing, or from this machine's engine. */
  private static ImageBuilds builds(DataDirectory data, Host host, ImageStore images) {
    return new ImageBuilds(
        new JibBuild(images, data.artifacts().resolve("base-images"), BaseImages.fromRegistries()),
        new DockerfileBuild(
            host,
            () ->
                BuildCommands.ofThisMachine(
                    program -> LocalHost.find(program).isPresent(), System.getenv()),
            images));
  }
}
