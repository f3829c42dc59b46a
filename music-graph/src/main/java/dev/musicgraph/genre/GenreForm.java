package dev.musicgraph.genre;

import java.util.List;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** A genre as somebody typed it: anything may be missing or wrong. */
public record GenreForm(
    String id, String name, String type, String primaryParent, List<String> parents) {

  public GenreForm {
    id = id.strip();
    name = name.strip();
    parents = parents.stream().filter(parent -> !parent.isEmpty()).distinct().toList();
  }

  static GenreForm empty() {
    return new GenreForm("", "", GenreType.LEAF.word(), "", List.of());
  }

  static GenreForm of(Genre genre) {
    return new GenreForm(
        genre.id().value(),
        genre.name(),
        genre.type().word(),
        genre.primaryParent().map(GenreId::value).orElse(""),
        genre.parents().stream().map(GenreId::value).toList());
  }

  static GenreForm of(MultiValueMap<String, String> fields) {
    return new GenreForm(
        first(fields, "id"),
        first(fields, "name"),
        first(fields, "type"),
        first(fields, "primaryParent"),
        fields.getOrDefault("parents", List.of()));
  }

  private static String first(MultiValueMap<String, String> fields, String name) {
    return Optional.ofNullable(fields.getFirst(name)).orElse("");
  }
}
