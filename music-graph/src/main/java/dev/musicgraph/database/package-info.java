/** Reaching the database. */
@NullMarked
package dev.musicgraph.database;

import org.jspecify.annotations.NullMarked;
