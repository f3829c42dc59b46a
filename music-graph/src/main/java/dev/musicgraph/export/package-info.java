/** The whole graph as a file, for other programs. */
@NullMarked
package dev.musicgraph.export;

import org.jspecify.annotations.NullMarked;
