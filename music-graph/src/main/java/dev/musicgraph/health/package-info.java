/** Whether the app can serve. */
@NullMarked
package dev.musicgraph.health;

import org.jspecify.annotations.NullMarked;
