package dev.musicgraph.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A genre as the API shows it.
 *
 * @param parents in the order of their ids, as are the relations
 * @param version how often it was changed; a part of its entity tag
 */
record GenreRecord(
    String id,
    String name,
    String type,
    @Nullable String primaryParent,
    List<String> parents,
    List<Related> relations,
    @JsonIgnore int version) {

  /**
   * @param kind {@code fusion}: it is made of the other, among more; {@code influence}: it was
   *     influenced by the other
   */
  record Related(String genre, String kind) {}
}
