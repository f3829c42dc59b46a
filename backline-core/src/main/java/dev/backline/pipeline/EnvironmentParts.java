package dev.backline.pipeline;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.edge.Edge;
import dev.backline.runtime.ReleaseRuntime;

/** Finds what runs and what serves an environment's releases. */
public interface EnvironmentParts {

  ReleaseRuntime runtime(AppName app, EnvironmentName environment);

  Edge edge(AppName app, EnvironmentName environment);
}
