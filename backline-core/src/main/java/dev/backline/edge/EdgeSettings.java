package dev.backline.edge;

import dev.backline.config.EdgeSpec;
import dev.backline.config.ListenAddress;

/** What an edge is started with. A change takes effect when the edge is started anew. */
public record EdgeSettings(ListenAddress listen, EdgeSpec limits) {}
