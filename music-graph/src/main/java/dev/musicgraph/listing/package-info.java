/** The catalogue as a plain page. */
@NullMarked
package dev.musicgraph.listing;

import org.jspecify.annotations.NullMarked;
