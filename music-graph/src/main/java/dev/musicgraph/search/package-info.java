/** Finding nodes by what people remember of their names. */
@NullMarked
package dev.musicgraph.search;

import org.jspecify.annotations.NullMarked;
