/** The API for programs: what it takes, what it refuses and how it says so, its description. */
@NullMarked
package dev.musicgraph.api;

import org.jspecify.annotations.NullMarked;
