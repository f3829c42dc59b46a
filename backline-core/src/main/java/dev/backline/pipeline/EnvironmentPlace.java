package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.backup.PostgresTools;
import dev.backline.database.RunningServer;
import dev.backline.edge.Edge;
import dev.backline.host.CommandOutput;
import dev.backline.host.Fence;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRuntime;
import java.time.Duration;
import java.util.List;

/** Where an environment lives: what runs its releases, what serves them, how both are reached. */
public interface EnvironmentPlace {

  ReleaseRuntime runtime();

  Edge edge();

  /**
   * The server that holds the environment's database, started if that is ours to do. What it leads
   * to lasts until the way there breaks: ask anew in each step.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it can't be reached
   *     within {@code limit}
   */
  RunningServer server(Duration limit) throws InterruptedException;

  /** What dumps and restores databases of that server. */
  PostgresTools tools() throws InterruptedException;

  /**
   * Brings the artifact to where it will run; what is there already is not brought again.
   *
   * @return what a slot is to be prepared with
   */
  ReleaseContent bring(ArtifactDigest artifact, Fence fence, CommandOutput output)
      throws InterruptedException;

  /**
   * Opens a way to a port of the loopback address of each machine here.
   *
   * @param port where a slot listens
   */
  List<Opening> open(int port) throws InterruptedException;
}
