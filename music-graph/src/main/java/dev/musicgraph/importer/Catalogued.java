package dev.musicgraph.importer;

import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.Optional;

/**
 * A genre that is in the catalogue.
 *
 * @param edited whether somebody has changed it since it was added
 */
record Catalogued(
    GenreId id, String name, GenreType type, Optional<GenreId> primaryParent, boolean edited) {}
