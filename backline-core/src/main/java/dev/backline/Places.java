package dev.backline;

import dev.backline.artifact.ArtifactStore;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.Placement;
import dev.backline.config.RegistrySpec;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.cluster.LocalCluster;
import dev.backline.database.cluster.LocalDatabaseServer;
import dev.backline.edge.embedded.EdgeClassPath;
import dev.backline.edge.embedded.EdgeLauncher;
import dev.backline.edge.embedded.EdgeProgram;
import dev.backline.edge.embedded.EmbeddedEdge;
import dev.backline.host.Host;
import dev.backline.pipeline.EnvironmentParts;
import dev.backline.pipeline.EnvironmentPlace;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.process.ProcessRuntime;
import dev.backline.runtime.process.RehearsalNetwork;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Masker;
import dev.backline.secret.SecretStore;
import dev.backline.state.DataDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One place for each environment and placement: its parts remember what they started. */
final class Places implements EnvironmentParts {

  private record Key(
      AppName app,
      EnvironmentName environment,
      Placement placement,
      Optional<RegistrySpec> registry) {}

  private final DataDirectory data;
  private final SecretStore secrets;
  private final ArtifactStore artifacts;
  private final LocalCluster cluster;
  private final DatabasePasswords passwords;
  private final Host host;
  private final HostPlaces hosts;
  private final InstantSource clock;
  private final EdgeLauncher launcher;
  private final Map<Key, EnvironmentPlace> places = new ConcurrentHashMap<>();

  Places(
      DataDirectory data,
      SecretStore secrets,
      ArtifactStore artifacts,
      LocalCluster cluster,
      DatabasePasswords passwords,
      Host host,
      HostPlaces hosts,
      InstantSource clock) {
    this.data = data;
    this.secrets = secrets;
    this.artifacts = artifacts;
    this.cluster = cluster;
    this.passwords = passwords;
    this.host = host;
    this.hosts = hosts;
    this.clock = clock;
    this.launcher =
        new EdgeLauncher(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            EdgeLauncher.SMALL,
            new EdgeProgram(data.programs(), edgeClasses(), clock));
  }

  @Override
  public EnvironmentPlace at(
      AppName app,
      EnvironmentName environment,
      Placement placement,
      Optional<RegistrySpec> registry) {
    return places.computeIfAbsent(new Key(app, environment, placement, registry), this::place);
  }

  private EnvironmentPlace place(Key key) {
    return switch (key.placement()) {
      case Placement.ThisMachine _ ->
          here(EnvironmentFolder.of(data, key.app(), key.environment()), key);
      case Placement.OnHosts onHosts ->
          hosts.of(
              key.app(),
              key.environment(),
              onHosts,
              key.registry(),
              secrets.of(key.app(), key.environment()),
              masker(key));
    };
  }

  private EnvironmentPlace here(EnvironmentFolder folder, Key key) {
    RehearsalNetwork network = new RehearsalNetwork(folder.rehearsal());
    return new LocalPlace(
        new ProcessRuntime(folder, masker(key), clock),
        new LocalRehearsals(
            new ProcessRuntime(folder.rehearsal(), masker(key), clock, network), network),
        new EmbeddedEdge(folder, launcher),
        artifacts,
        cluster,
        new LocalDatabaseServer(cluster, passwords, DatabaseName.of(key.app(), key.environment())),
        host);
  }

  /** The edge's classes come from the launcher script's list, or are among this program's own. */
  private static EdgeClassPath edgeClasses() {
    String listed = System.getProperty("backline.edge.classpath");
    return listed == null
        ? EdgeClassPath.within(System.getProperty("java.class.path"))
        : EdgeClassPath.of(listed);
  }

  private Masker masker(Key key) {
    EnvironmentSecrets of = secrets.of(key.app(), key.environment());
    return new Masker(of.names().stream().map(of::get).flatMap(Optional::stream).toList());
  }
}
