package dev.musicgraph.importer;

import java.util.List;

/**
 * A band as a source has it.
 *
 * @param genres external ids, the main one first
 */
record SourceBand(String externalId, String name, List<String> genres) {}
