/** Music Graph: where a command starts. */
@NullMarked
package dev.musicgraph;

import org.jspecify.annotations.NullMarked;
