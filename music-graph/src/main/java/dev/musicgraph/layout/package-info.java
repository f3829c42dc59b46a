/**
 * Where things lie on the map: pure arithmetic, the same for the same input. Genres are placed by
 * forces, each with a disc round it that holds its bands; discs don't overlap.
 */
@NullMarked
package dev.musicgraph.layout;

import org.jspecify.annotations.NullMarked;
