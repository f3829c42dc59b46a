package dev.backline;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.edge.Edge;
import dev.backline.edge.embedded.EdgeClassPath;
import dev.backline.edge.embedded.EdgeLauncher;
import dev.backline.edge.embedded.EdgeProgram;
import dev.backline.edge.embedded.EmbeddedEdge;
import dev.backline.pipeline.EnvironmentParts;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.process.ProcessRuntime;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Masker;
import dev.backline.secret.SecretStore;
import dev.backline.state.DataDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Releases as processes of this machine behind an embedded edge. One of each an environment: they
 * remember what they started.
 */
final class LocalEnvironmentParts implements EnvironmentParts {

  private record Key(AppName app, EnvironmentName environment) {}

  private final DataDirectory data;
  private final SecretStore secrets;
  private final InstantSource clock;
  private final EdgeLauncher launcher;
  private final Map<Key, ReleaseRuntime> runtimes = new ConcurrentHashMap<>();
  private final Map<Key, Edge> edges = new ConcurrentHashMap<>();

  LocalEnvironmentParts(DataDirectory data, SecretStore secrets, InstantSource clock) {
    this.data = data;
    this.secrets = secrets;
    this.clock = clock;
    this.launcher =
        new EdgeLauncher(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            EdgeLauncher.SMALL,
            new EdgeProgram(data.programs(), edgeClasses(), clock));
  }

  @Override
  public ReleaseRuntime runtime(AppName app, EnvironmentName environment) {
    return runtimes.computeIfAbsent(
        new Key(app, environment),
        key ->
            new ProcessRuntime(EnvironmentFolder.of(data, app, environment), masker(key), clock));
  }

  @Override
  public Edge edge(AppName app, EnvironmentName environment) {
    return edges.computeIfAbsent(
        new Key(app, environment),
        key -> new EmbeddedEdge(EnvironmentFolder.of(data, app, environment), launcher));
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
