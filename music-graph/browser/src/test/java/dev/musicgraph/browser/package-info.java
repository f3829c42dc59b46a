/** The app in a real browser. */
@NullMarked
package dev.musicgraph.browser;

import org.jspecify.annotations.NullMarked;
