package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.edge.Edge;
import dev.backline.host.CommandOutput;
import dev.backline.host.Fence;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRuntime;
import java.util.List;

/** Where an environment lives: what runs its releases, what serves them, how both are reached. */
public interface EnvironmentPlace {

  ReleaseRuntime runtime();

  Edge edge();

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
