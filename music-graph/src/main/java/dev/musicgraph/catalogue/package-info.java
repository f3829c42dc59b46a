/** What genres and bands share: names, forms and their problems, one writer at a time. */
@NullMarked
package dev.musicgraph.catalogue;

import org.jspecify.annotations.NullMarked;
