package dev.backline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactStore;
import dev.backline.edge.Edge;
import dev.backline.host.CommandOutput;
import dev.backline.host.Fence;
import dev.backline.pipeline.EnvironmentPlace;
import dev.backline.pipeline.Opening;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRuntime;
import java.nio.file.Files;
import java.util.List;

/** An environment on this machine: releases as processes behind an embedded edge. */
record LocalPlace(ReleaseRuntime runtime, Edge edge, ArtifactStore artifacts)
    implements EnvironmentPlace {

  /** The files are unpacked from the store when a slot is prepared. */
  @Override
  public ReleaseContent bring(ArtifactDigest artifact, Fence fence, CommandOutput output) {
    return new ReleaseContent.Bundle(directory -> {
      // The store makes the folder itself, complete or not at all.
      Files.delete(directory);
      artifacts.unpack(artifact, directory);
    });
  }

  @Override
  public List<Opening> open(int port) {
    return List.of(Opening.here(port));
  }
}
