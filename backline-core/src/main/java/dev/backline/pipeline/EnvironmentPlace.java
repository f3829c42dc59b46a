package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.backup.PostgresTools;
import dev.backline.config.Argv;
import dev.backline.config.HostName;
import dev.backline.config.ServiceName;
import dev.backline.config.TaskName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.edge.Edge;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.examine.PlaceFinding;
import dev.backline.registry.retention.ImagePlace;
import dev.backline.runtime.PortVariables;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.BesideSpec;
import dev.backline.runtime.compose.ProjectOnHost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;

/** Where an environment lives: what runs its releases, what serves them, how both are reached. */
public interface EnvironmentPlace {

  ReleaseRuntime runtime();

  Edge edge();

  /** Where releases of it are only tried. */
  RehearsalPlace rehearsals();

  /**
   * The server that holds the environment's database, started if that is ours to do. What it leads
   * to lasts until the way there breaks: ask anew in each step.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it can't be reached
   *     within {@code limit}
   */
  RunningServer server(Duration limit) throws InterruptedException;

  /**
   * The environment's database from this machine as its app's role, as it is there: neither server
   * nor database is made for it on a host. Lasts until the way there breaks.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it can't be reached
   *     within {@code limit}
   */
  DatabaseAccess database(Duration limit) throws InterruptedException;

  /** What dumps and restores databases of that server. */
  PostgresTools tools() throws InterruptedException;

  /**
   * Looks at all machines at once, and at the registry, whether a delivery can succeed. Changes
   * nothing; a machine that can't be reached is a finding. Of this machine, nothing.
   */
  List<PlaceFinding> examine(DeliveryNeed need) throws InterruptedException;

  /**
   * Makes the environment this data directory's on each of its machines where it is nobody's yet;
   * on none if it is another's on one of them. Repeating it changes nothing.
   *
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if it is another's
   *     somewhere
   */
  void claim() throws InterruptedException;

  /**
   * Brings the artifact to where it will run; what is there already is not brought again.
   *
   * @return what a slot is to be prepared with
   */
  ReleaseContent bring(ArtifactDigest artifact, Fence fence, CommandOutput output)
      throws InterruptedException;

  /** Makes the tags name the artifact where others look for it; nothing where nobody does. */
  void tag(ArtifactDigest artifact, List<ArtifactTag> tags, CommandOutput output)
      throws InterruptedException;

  /** Where images of its releases lie; nowhere if it has none. */
  List<ImagePlace> imagePlaces();

  /**
   * Sees that what the app declares beside its releases runs, on every machine here.
   *
   * @param tasks for a person to run by hand
   * @param serving the slot whose release they belong to
   */
  void startBeside(
      List<BesideSpec.Accessory> accessories,
      Map<TaskName, BesideSpec.Task> tasks,
      Optional<Slot> serving,
      Fence fence)
      throws InterruptedException;

  /**
   * Starts what has an image of its own and does not run yet, on every machine here; what runs
   * stays as it is.
   */
  void addBeside(List<BesideSpec.Accessory> accessories, Fence fence) throws InterruptedException;

  /**
   * What is wrong with some of what runs beside the releases, on any machine here, each with its
   * machine and name.
   *
   * @param fresh whose containers are as old as the release
   */
  List<String> troublesBeside(SequencedCollection<ServiceName> services, Set<ServiceName> fresh)
      throws InterruptedException;

  /**
   * Stops some of what runs beside the releases, on every machine here, until it is started again.
   */
  void stopBeside(List<ServiceName> services, Duration grace, Fence fence)
      throws InterruptedException;

  /**
   * Runs a command inside the release that runs in a slot, beside it and without a fence: nothing
   * of ours is changed. It doesn't outlive the caller, and neither does what it starts.
   *
   * @param host where; the first machine if empty
   * @param release its variables, asked for where they are not handed on by what runs it
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if there is no such host, and
   *     {@code UNAVAILABLE} if no release runs in the slot
   */
  CommandResult exec(
      Optional<HostName> host,
      Slot slot,
      Argv command,
      PortVariables release,
      Duration limit,
      CommandOutput output)
      throws InterruptedException;

  /** The Compose projects of its hosts, in their order; none on this machine. */
  List<ProjectOnHost> projects();

  /** What a person should hear and was not told yet, such as that a file was changed by hand. */
  List<String> noticed();

  /**
   * Opens a way to a port of the loopback address of each machine here.
   *
   * @param port where a slot listens
   */
  List<Opening> open(int port) throws InterruptedException;
}
