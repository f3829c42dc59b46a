package dev.musicgraph.graph;

/**
 * Of what state a map is.
 *
 * @param catalogue the catalogue's revision
 * @param places the revision of the catalogue that the places were worked out for
 */
public record Revisions(long catalogue, long places) {
  boolean placesAreStale() {
    return catalogue != places;
  }
}
