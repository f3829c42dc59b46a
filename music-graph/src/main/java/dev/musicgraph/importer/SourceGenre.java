package dev.musicgraph.importer;

import java.util.List;

/**
 * A genre as a source has it.
 *
 * @param aliases further names, by which it may be in the catalogue already
 */
record SourceGenre(String externalId, String name, List<String> aliases) {}
