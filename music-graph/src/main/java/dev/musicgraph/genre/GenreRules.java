package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Naming;
import dev.musicgraph.catalogue.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a genre must be like among the others. */
public final class GenreRules {
  private GenreRules() {}

  /**
   * Finds all problems, not only the first.
   *
   * @param existing the genre that is being edited; empty when it is new
   */
  public static Checked<Genre> check(
      GenreForm form, Optional<GenreId> existing, GenreIndex genres) {
    List<Problem> problems = new ArrayList<>();
    Naming.ofId(form.id(), existing.map(GenreId::value), genres.find(form.id()).isPresent())
        .ifPresent(problems::add);
    Naming.ofName(form.name()).ifPresent(problems::add);
    Optional<GenreType> type = GenreType.of(form.type());
    if (type.isEmpty()) {
      problems.add(new Problem("type", "Choose root, intermediate or leaf."));
    }
    type.ifPresent(chosen -> checkType(chosen, form, existing, genres, problems));
    checkParents(form, existing, genres, problems);
    checkFusions(form, existing, genres, problems);
    checkOthers("influences", form.influences(), form, genres, problems);
    return problems.isEmpty()
        ? new Checked.Valid<>(genre(form, type.orElseThrow()))
        : new Checked.Invalid<>(problems);
  }

  private static void checkType(
      GenreType type,
      GenreForm form,
      Optional<GenreId> existing,
      GenreIndex genres,
      List<Problem> problems) {
    if (type == GenreType.ROOT && !form.parents().isEmpty()) {
      problems.add(new Problem("type", "A root has no parents."));
    }
    if (type == GenreType.LEAF && existing.isPresent()) {
      List<Genre> children = genres.children(existing.get());
      if (!children.isEmpty()) {
        problems.add(
            new Problem("type", "It has sub-genres, so it can't be a leaf: " + names(children)));
      }
    }
    if (type != GenreType.LEAF && existing.filter(genres::hasBands).isPresent()) {
      problems.add(new Problem("type", "It has bands, so it must stay a leaf."));
    }
  }

  private static void checkParents(
      GenreForm form, Optional<GenreId> existing, GenreIndex genres, List<Problem> problems) {
    for (String parent : form.parents()) {
      Optional<Genre> found = genres.find(parent);
      if (parent.equals(form.id())) {
        problems.add(new Problem("parents", "A genre can't be its own parent."));
      } else if (found.isEmpty()) {
        problems.add(Naming.unknownGenre("parents", parent));
      } else if (found.get().isLeaf()) {
        problems.add(
            new Problem("parents", found.get().name() + " is a leaf and can't have sub-genres."));
      } else if (existing.isPresent() && genres.isAtOrAbove(existing.get(), found.get().id())) {
        problems.add(
            new Problem(
                "parents", found.get().name() + " lies below this genre: that would be a cycle."));
      }
    }
    if (!form.primaryParent().isEmpty() && !form.parents().contains(form.primaryParent())) {
      problems.add(new Problem("primaryParent", "The primary parent must be one of the parents."));
    }
  }

  /** What is a fusion was made of what was there before, so fusions make no cycle either. */
  private static void checkFusions(
      GenreForm form, Optional<GenreId> existing, GenreIndex genres, List<Problem> problems) {
    checkOthers("fusions", form.fusions(), form, genres, problems);
    for (String fusion : form.fusions()) {
      Optional<Genre> found = genres.find(fusion);
      if (existing.isPresent()
          && found.isPresent()
          && !found.get().id().equals(existing.get())
          && genres.isOrGoesInto(existing.get(), found.get().id())) {
        problems.add(
            new Problem(
                "fusions",
                found.get().name() + " is itself a fusion of this genre: that would be a cycle."));
      }
    }
  }

  private static void checkOthers(
      String field,
      List<String> others,
      GenreForm form,
      GenreIndex genres,
      List<Problem> problems) {
    for (String other : others) {
      if (other.equals(form.id())) {
        problems.add(new Problem(field, "A genre can't be related to itself."));
      } else if (genres.find(other).isEmpty()) {
        problems.add(Naming.unknownGenre(field, other));
      }
    }
  }

  private static Genre genre(GenreForm form, GenreType type) {
    return new Genre(
        new GenreId(form.id()),
        form.name(),
        type,
        form.primaryParent().isEmpty()
            ? Optional.empty()
            : Optional.of(new GenreId(form.primaryParent())),
        form.parents().stream().map(GenreId::new).toList(),
        Stream.concat(
                relations(form.fusions(), RelationKind.FUSION),
                relations(form.influences(), RelationKind.INFLUENCE))
            .toList());
  }

  private static Stream<Relation> relations(List<String> others, RelationKind kind) {
    return others.stream().map(other -> new Relation(new GenreId(other), kind));
  }

  private static String names(List<Genre> genres) {
    return String.join(", ", genres.stream().map(Genre::name).toList()) + ".";
  }
}
