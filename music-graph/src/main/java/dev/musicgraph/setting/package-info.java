/** What the environment says. */
@NullMarked
package dev.musicgraph.setting;

import org.jspecify.annotations.NullMarked;
