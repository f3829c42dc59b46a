/** The catalogue that a new database starts with. */
@NullMarked
package dev.musicgraph.seed;

import org.jspecify.annotations.NullMarked;
