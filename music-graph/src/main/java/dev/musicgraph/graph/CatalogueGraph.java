package dev.musicgraph.graph;

import dev.musicgraph.genre.GenreType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole catalogue at one revision, as a graph in a few arrays: about 200 bytes for a node.
 * Nodes are numbered: genres from 0, then bands, both in the order of their slugs.
 */
public final class CatalogueGraph {
  private static final GenreType[] TYPES = GenreType.values();

  private final long revision;
  private final int genres;
  private final String[] slugs;
  private final String[] names;
  private final byte[] types;
  private final int[] primary;
  private final Links out;
  private final Links in;
  private final int[] byImportance;

  private CatalogueGraph(Builder from) {
    revision = from.revision;
    genres = from.types.size();
    slugs = from.slugs.toArray(String[]::new);
    names = from.names.toArray(String[]::new);
    types = new byte[genres];
    for (int genre = 0; genre < genres; genre++) {
      types[genre] = (byte) from.types.get(genre);
    }
    primary = from.primary();
    out = new Links(slugs.length, from.from, from.to, from.kinds);
    in = new Links(slugs.length, from.to, from.from, from.kinds);
    byImportance = importance();
  }

  public long revision() {
    return revision;
  }

  /** Genres and bands. */
  public int count() {
    return slugs.length;
  }

  public int genres() {
    return genres;
  }

  public boolean isGenre(int node) {
    return node < genres;
  }

  public NodeId id(int node) {
    return isGenre(node) ? NodeId.genre(slugs[node]) : NodeId.band(slugs[node]);
  }

  public String name(int node) {
    return names[node];
  }

  /** Of a genre. */
  public GenreType type(int genre) {
    return TYPES[types[genre]];
  }

  /** The primary parent of a genre, or -1; the primary genre of a band. */
  public int primary(int node) {
    return primary[node];
  }

  public OptionalInt find(NodeId id) {
    int at =
        switch (id.kind()) {
          case GENRE -> Arrays.binarySearch(slugs, 0, genres, id.slug());
          case BAND -> Arrays.binarySearch(slugs, genres, slugs.length, id.slug());
        };
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }

  /** Where the edges of that kind from a node lead, in order. */
  public int[] targets(int node, EdgeKind kind) {
    return ends(out, node, kind);
  }

  /** Where the edges of that kind to a node come from, in order. */
  public int[] sources(int node, EdgeKind kind) {
    return ends(in, node, kind);
  }

  public int degree(int node) {
    return out.count(node) + in.count(node);
  }

  /** Roots first, then intermediate genres, leaves, bands; those with more edges before others. */
  public int[] byImportance() {
    return byImportance.clone();
  }

  /** Calls for each neighbour by one of these kinds, whichever way the edge points. */
  public void eachNeighbour(int node, Set<EdgeKind> kinds, Visit visit) {
    for (Links links : List.of(out, in)) {
      for (int edge = links.from(node); edge < links.to(node); edge++) {
        if (kinds.contains(links.kind(edge))) {
          visit.visit(links.node(edge), links.kind(edge));
        }
      }
    }
  }

  /** Calls for each edge that leads from a node. */
  public void eachTarget(int node, Visit visit) {
    for (int edge = out.from(node); edge < out.to(node); edge++) {
      visit.visit(out.node(edge), out.kind(edge));
    }
  }

  /** The other end of an edge, and what kind of edge it is. */
  @FunctionalInterface
  public interface Visit {
    void visit(int node, EdgeKind kind);
  }

  private static int[] ends(Links links, int node, EdgeKind kind) {
    IntList ends = new IntList();
    for (int edge = links.from(node); edge < links.to(node); edge++) {
      if (links.kind(edge) == kind) {
        ends.add(links.node(edge));
      }
    }
    return ends.toArray();
  }

  private int[] importance() {
    long[] keys = new long[slugs.length];
    for (int node = 0; node < keys.length; node++) {
      long rank = isGenre(node) ? types[node] : TYPES.length;
      keys[node] = rank << 56 | (long) (0xffffff - Math.min(degree(node), 0xffffff)) << 32 | node;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /** Takes all nodes, then their edges. */
  public static final class Builder {
    private final long revision;
    private final List<String> slugs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final IntList types = new IntList();
    private final List<@Nullable String> primaries = new ArrayList<>();
    private final IntList from = new IntList();
    private final IntList to = new IntList();
    private final IntList kinds = new IntList();

    public Builder(long revision) {
      this.revision = revision;
    }

    /** All before the first band, in the order of their slugs. */
    public Builder genre(String slug, String name, GenreType type, @Nullable String primary) {
      if (types.size() < slugs.size()) {
        throw new IllegalStateException("genres come before bands");
      }
      types.add(type.ordinal());
      return node(slug, name, primary, 0);
    }

    /** In the order of their slugs. */
    public Builder band(String slug, String name, String primary) {
      return node(slug, name, primary, types.size());
    }

    /** Both must be known. */
    public Builder edge(NodeId source, NodeId target, EdgeKind kind) {
      from.add(index(source));
      to.add(index(target));
      kinds.add(kind.ordinal());
      return this;
    }

    public CatalogueGraph build() {
      return new CatalogueGraph(this);
    }

    private Builder node(String slug, String name, @Nullable String primary, int first) {
      if (slugs.size() > first && slugs.getLast().compareTo(slug) >= 0) {
        throw new IllegalArgumentException(slug + " comes after " + slugs.getLast());
      }
      slugs.add(slug);
      names.add(name);
      primaries.add(primary);
      return this;
    }

    private int index(NodeId id) {
      boolean genre = id.kind() == NodeKind.GENRE;
      List<String> range =
          genre ? slugs.subList(0, types.size()) : slugs.subList(types.size(), slugs.size());
      int at = Collections.binarySearch(range, id.slug());
      if (at < 0) {
        throw new IllegalArgumentException("no such node: " + id);
      }
      return genre ? at : at + types.size();
    }

    private int[] primary() {
      return primaries.stream()
          .mapToInt(slug -> slug == null ? -1 : index(NodeId.genre(slug)))
          .toArray();
    }
  }
}
