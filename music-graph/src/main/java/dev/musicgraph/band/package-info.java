/** Bands: their rules, their tables, their pages. */
@NullMarked
package dev.musicgraph.band;

import org.jspecify.annotations.NullMarked;
