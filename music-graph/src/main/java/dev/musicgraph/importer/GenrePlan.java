package dev.musicgraph.importer;

import dev.musicgraph.bulk.NewGenre;
import dev.musicgraph.bulk.NewRelation;
import dev.musicgraph.catalogue.Naming;
import dev.musicgraph.catalogue.Slug;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which genres and relations an import adds. Genres that are there stay as they are; a new one is a
 * leaf if nothing lies below it, a root if nothing lies above it, else between.
 */
final class GenrePlan {
  private final Map<GenreId, Catalogued> there;
  private final Map<String, GenreId> origins;
  private final Report report;

  /** Of every genre of the source that is or will be in the catalogue. */
  private final Map<String, GenreId> ids = new LinkedHashMap<>();

  private final Map<GenreId, String> names = new LinkedHashMap<>();
  private final Map<GenreId, Set<GenreId>> parents = new HashMap<>();
  private final List<NewRelation> relations = new ArrayList<>();

  /**
   * @param origins what earlier imports of the source brought, also if it is gone since
   */
  GenrePlan(
      Map<GenreId, Catalogued> there,
      Map<String, GenreId> origins,
      List<SourceGenre> genres,
      List<SourceLink> links,
      Report report) {
    this.there = there;
    this.origins = origins;
    this.report = report;
    genres.forEach(this::find);
    genres.forEach(this::name);
    links.forEach(this::link);
  }

  Map<String, GenreId> ids() {
    return ids;
  }

  List<NewGenre> genres() {
    Set<GenreId> withChildren = new HashSet<>();
    parents.values().forEach(withChildren::addAll);
    return names.entrySet().stream()
        .map(genre -> genre(genre.getKey(), genre.getValue(), withChildren))
        .toList();
  }

  List<NewRelation> relations() {
    return relations;
  }

  /** Before new ids are given, so that none takes one which belongs to something known. */
  private void find(SourceGenre genre) {
    GenreId known = origins.get(genre.externalId());
    if (known != null) {
      if (there.containsKey(known)) {
        ids.put(genre.externalId(), known);
        report.count("genres that were there");
      } else {
        report.count("genres that were deleted here and stay so");
      }
      return;
    }
    Stream.concat(Stream.of(genre.name()), genre.aliases().stream())
        .map(Slug::of)
        .filter(Slug::isOne)
        .map(GenreId::new)
        .filter(there::containsKey)
        .filter(id -> !origins.containsValue(id) && !ids.containsValue(id))
        .findFirst()
        .ifPresent(id -> {
          ids.put(genre.externalId(), id);
          report.count("genres that were there");
        });
  }

  private void name(SourceGenre genre) {
    if (ids.containsKey(genre.externalId()) || origins.containsKey(genre.externalId())) {
      return;
    }
    String name = Titles.of(genre.name());
    if (Naming.ofName(name).isPresent()) {
      report.count("genres without a usable name");
      return;
    }
    GenreId id =
        new GenreId(
            Slugs.free(
                name,
                genre.externalId(),
                slug ->
                    there.containsKey(new GenreId(slug)) || names.containsKey(new GenreId(slug))));
    ids.put(genre.externalId(), id);
    names.put(id, name);
  }

  private void link(SourceLink link) {
    GenreId from = ids.get(link.from());
    GenreId to = ids.get(link.to());
    if (from == null || to == null) {
      report.count("relations to a genre that isn't known");
    } else if (from.equals(to)) {
      report.count("relations that would make a cycle");
    } else if (link.kind() == SourceLink.Kind.PARENT) {
      lieBelow(from, to);
    } else {
      relate(from, to, link.kind());
    }
  }

  private void lieBelow(GenreId child, GenreId parent) {
    if (there.containsKey(child)) {
      return;
    }
    Optional<GenreId> above = notALeaf(parent);
    if (above.isEmpty()) {
      report.count("genres below a leaf");
    } else if (isAtOrAbove(child, above.get())) {
      report.count("relations that would make a cycle");
    } else {
      parents.computeIfAbsent(child, id -> new LinkedHashSet<>()).add(above.get());
    }
  }

  /** A leaf of the catalogue can't have children: what lies above it takes them. */
  private Optional<GenreId> notALeaf(GenreId id) {
    Catalogued known = there.get(id);
    if (known == null || known.type() != GenreType.LEAF) {
      return Optional.of(id);
    }
    return known.primaryParent().filter(above -> there.get(above).type() != GenreType.LEAF);
  }

  private void relate(GenreId from, GenreId to, SourceLink.Kind kind) {
    Catalogued known = there.get(from);
    if (known != null && known.edited()) {
      report.edited(known.name());
      return;
    }
    relations.add(
        new NewRelation(
            from,
            to,
            kind == SourceLink.Kind.FUSION ? NewRelation.Kind.FUSION : NewRelation.Kind.INFLUENCE));
  }

  /** Only new genres get parents, so a cycle could only be among these. */
  private boolean isAtOrAbove(GenreId ancestor, GenreId id) {
    Set<GenreId> seen = new HashSet<>();
    Deque<GenreId> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      GenreId next = open.pop();
      if (next.equals(ancestor)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(parents.getOrDefault(next, Set.of()));
      }
    }
    return false;
  }

  private NewGenre genre(GenreId id, String name, Set<GenreId> withChildren) {
    Set<GenreId> above = parents.getOrDefault(id, Set.of());
    GenreType type = GenreType.INTERMEDIATE;
    if (!withChildren.contains(id)) {
      type = GenreType.LEAF;
    } else if (above.isEmpty()) {
      type = GenreType.ROOT;
    }
    // "Black Metal" is rather a metal than anything else; where no name tells, the source's order.
    List<GenreId> primaryFirst =
        above.stream()
            .sorted(
                Comparator.comparing(
                    (GenreId parent) -> !id.value().endsWith("-" + parent.value())))
            .toList();
    return new NewGenre(id, name, type, primaryFirst);
  }
}
