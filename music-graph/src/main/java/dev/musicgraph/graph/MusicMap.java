package dev.musicgraph.graph;

import dev.musicgraph.band.Band;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.GenreId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the browser draws. Ids of nodes carry their kind ({@code genre:rock}, {@code band:rush}), so
 * that a genre and a band of the same slug are two nodes.
 */
record MusicMap(long revision, List<Node> nodes, List<Edge> edges) {
  /**
   * @param kind {@code genre} or {@code band}
   * @param type of a genre its type; of a band {@code band}
   */
  record Node(String id, String kind, String slug, String name, String type, double x, double y) {}

  /**
   * From a genre to its parent, to one that it is a fusion of or that influenced it, or from a band
   * to its genre.
   *
   * @param kind {@code subgenre}, {@code fusion}, {@code influence} or {@code band}
   * @param primary whether it is the node's main one
   */
  record Edge(String source, String target, String kind, boolean primary) {}

  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

  /** Places the genres by their relations, and each band near its primary genre. */
  static MusicMap of(long revision, List<Genre> genres, List<Edge> relations, List<Band> bands) {
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    Map<GenreId, Point> points = GenreLayout.place(genres);
    for (Genre genre : genres) {
      nodes.add(node(genre, points.get(genre.id())));
      for (GenreId parent : genre.parents()) {
        boolean primary = genre.primaryParent().filter(parent::equals).isPresent();
        edges.add(new Edge(id(genre.id()), id(parent), "subgenre", primary));
      }
    }
    edges.addAll(relations);
    Map<GenreId, Integer> crowd = new HashMap<>();
    for (Band band : bands) {
      int place = crowd.merge(band.primaryGenre(), 1, Integer::sum);
      nodes.add(node(band, near(points.get(band.primaryGenre()), place)));
      for (GenreId genre : band.genres()) {
        edges.add(
            new Edge("band:" + band.id(), id(genre), "band", genre.equals(band.primaryGenre())));
      }
    }
    return new MusicMap(revision, nodes, edges);
  }

  private static Node node(Genre genre, Point point) {
    return new Node(
        id(genre.id()),
        "genre",
        genre.id().value(),
        genre.name(),
        genre.type().word(),
        point.x(),
        point.y());
  }

  private static Node node(Band band, Point point) {
    return new Node(
        "band:" + band.id(), "band", band.id().value(), band.name(), "band", point.x(), point.y());
  }

  /** Like a sunflower's seeds: any number fits, none overlap. */
  private static Point near(Point genre, int place) {
    double distance = 2.5 * Math.sqrt(place);
    return genre
        .plus(distance * Math.cos(place * GOLDEN_ANGLE), distance * Math.sin(place * GOLDEN_ANGLE))
        .rounded();
  }

  private static String id(GenreId genre) {
    return "genre:" + genre;
  }
}
