/** Adding much to the catalogue at once. */
@NullMarked
package dev.musicgraph.bulk;

import org.jspecify.annotations.NullMarked;
