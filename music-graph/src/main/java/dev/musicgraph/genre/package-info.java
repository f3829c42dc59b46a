/** Genres: their rules, their tables, their pages. */
@NullMarked
package dev.musicgraph.genre;

import org.jspecify.annotations.NullMarked;
