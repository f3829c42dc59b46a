/** Bringing in what others have collected: MusicBrainz's and Wikidata's dumps. */
@NullMarked
package dev.musicgraph.importer;

import org.jspecify.annotations.NullMarked;
