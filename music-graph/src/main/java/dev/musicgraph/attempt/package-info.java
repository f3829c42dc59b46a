/** How often a client may try what can be guessed. */
@NullMarked
package dev.musicgraph.attempt;

import org.jspecify.annotations.NullMarked;
