/** The schema: its migrations, forward and back. */
@NullMarked
package dev.musicgraph.migration;

import org.jspecify.annotations.NullMarked;
