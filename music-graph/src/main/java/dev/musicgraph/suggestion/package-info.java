/** "If you like X, try Y", with the reasons. */
@NullMarked
package dev.musicgraph.suggestion;

import org.jspecify.annotations.NullMarked;
