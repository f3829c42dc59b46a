package dev.musicgraph.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A band as the API shows it.
 *
 * @param genres in the order of their ids
 * @param version how often it was changed; a part of its entity tag
 */
record BandRecord(
    String id, String name, String primaryGenre, List<String> genres, @JsonIgnore int version) {}
