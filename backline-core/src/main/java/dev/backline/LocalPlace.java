package dev.backline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactStore;
import dev.backline.artifact.ArtifactTag;
import dev.backline.backup.LocalPostgresTools;
import dev.backline.backup.PostgresTools;
import dev.backline.config.Argv;
import dev.backline.config.HostName;
import dev.backline.config.ServiceName;
import dev.backline.config.TaskName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseServer;
import dev.backline.database.RunningServer;
import dev.backline.database.cluster.LocalCluster;
import dev.backline.edge.Edge;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.examine.PlaceFinding;
import dev.backline.pipeline.DeliveryNeed;
import dev.backline.pipeline.EnvironmentPlace;
import dev.backline.pipeline.Opening;
import dev.backline.pipeline.RehearsalPlace;
import dev.backline.registry.retention.ImagePlace;
import dev.backline.runtime.PortVariables;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.BesideSpec;
import dev.backline.runtime.compose.ProjectOnHost;
import dev.backline.runtime.process.ProcessRuntime;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;

/** An environment on this machine: releases as processes behind an embedded edge. */
record LocalPlace(
    ProcessRuntime runtime,
    RehearsalPlace rehearsals,
    Edge edge,
    ArtifactStore artifacts,
    LocalCluster cluster,
    DatabaseServer database,
    Host host)
    implements EnvironmentPlace {

  private static final Duration CLUSTER_START = Duration.ofSeconds(30);

  @Override
  public RunningServer server(Duration limit) throws InterruptedException {
    return database.start(limit);
  }

  /** Looking starts the cluster's server, as everything here does that needs it. */
  @Override
  public DatabaseAccess database(Duration limit) throws InterruptedException {
    return server(limit).ensure();
  }

  @Override
  public PostgresTools tools() throws InterruptedException {
    return new LocalPostgresTools(host, cluster.start(CLUSTER_START).binaries());
  }

  /** What it needs of this machine is looked at by whoever delivers. */
  @Override
  public List<PlaceFinding> examine(DeliveryNeed need) {
    return List.of();
  }

  /** It lies in the data directory itself. */
  @Override
  public void claim() {}

  /** The files are unpacked from the store when a slot is prepared. */
  @Override
  public ReleaseContent bring(ArtifactDigest artifact, Fence fence, CommandOutput output) {
    return new ReleaseContent.Bundle(directory -> {
      // The store makes the folder itself, complete or not at all.
      Files.delete(directory);
      artifacts.unpack(artifact, directory);
    });
  }

  /** They are names in the state file, and nowhere else. */
  @Override
  public void tag(ArtifactDigest artifact, List<ArtifactTag> tags, CommandOutput output) {}

  /** Its artifacts lie in the store alone. */
  @Override
  public List<ImagePlace> imagePlaces() {
    return List.of();
  }

  /** Only environments on hosts can declare such things. */
  @Override
  public void startBeside(
      List<BesideSpec.Accessory> accessories,
      Map<TaskName, BesideSpec.Task> tasks,
      Optional<Slot> serving,
      Fence fence) {}

  @Override
  public List<String> troublesBeside(
      SequencedCollection<ServiceName> services, Set<ServiceName> fresh) {
    return List.of();
  }

  @Override
  public void addBeside(List<BesideSpec.Accessory> accessories, Fence fence) {}

  @Override
  public void stopBeside(List<ServiceName> services, Duration grace, Fence fence) {}

  @Override
  public CommandResult exec(
      Optional<HostName> where,
      Slot slot,
      Argv command,
      PortVariables release,
      Duration limit,
      CommandOutput output)
      throws InterruptedException {
    if (where.isPresent()) {
      throw Failure.usage(
              "running " + command.program() + " on " + where.get(),
              "the environment runs on this machine, not on hosts",
              "leave --host out")
          .toException();
    }
    return runtime.exec(slot, command, release, limit, output);
  }

  @Override
  public List<ProjectOnHost> projects() {
    return List.of();
  }

  @Override
  public List<String> noticed() {
    return List.of();
  }

  @Override
  public List<Opening> open(int port) {
    return List.of(Opening.here(port));
  }
}
