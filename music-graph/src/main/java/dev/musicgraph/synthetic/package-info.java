/** An invented catalogue of any size, for load only. */
@NullMarked
package dev.musicgraph.synthetic;

import org.jspecify.annotations.NullMarked;
