package dev.backline;

import dev.backline.edge.Edge;
import dev.backline.host.ReachedHost;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.compose.BesideReleases;

/** All of an environment that is on one host. */
record OneHost(ReachedHost host, ReleaseRuntime runtime, BesideReleases beside, Edge edge) {}
