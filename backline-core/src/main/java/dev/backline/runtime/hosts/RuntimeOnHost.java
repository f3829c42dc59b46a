package dev.backline.runtime.hosts;

import dev.backline.host.Host;
import dev.backline.runtime.ReleaseRuntime;

/** A host, and what runs releases there. */
public record RuntimeOnHost(Host host, ReleaseRuntime runtime) {}
