/** The map. */
@NullMarked
package dev.musicgraph.graph;

import org.jspecify.annotations.NullMarked;
