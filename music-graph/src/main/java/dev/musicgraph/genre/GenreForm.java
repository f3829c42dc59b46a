package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Fields;
import dev.musicgraph.catalogue.Naming;
import java.util.List;

/** A genre as somebody typed it: anything may be missing or wrong. */
public record GenreForm(
    String id,
    String name,
    String type,
    String primaryParent,
    List<String> parents,
    List<String> fusions,
    List<String> influences) {

  public GenreForm {
    id = id.strip();
    name = Naming.tidy(name);
    parents = chosen(parents);
    fusions = chosen(fusions);
    influences = chosen(influences);
  }

  /** One without relations. */
  public GenreForm(
      String id, String name, String type, String primaryParent, List<String> parents) {
    this(id, name, type, primaryParent, parents, List.of(), List.of());
  }

  static GenreForm empty() {
    return new GenreForm("", "", GenreType.LEAF.word(), "", List.of());
  }

  public static GenreForm of(Genre genre) {
    return new GenreForm(
        genre.id().value(),
        genre.name(),
        genre.type().word(),
        genre.primaryParent().map(GenreId::value).orElse(""),
        values(genre.parents()),
        values(genre.related(RelationKind.FUSION)),
        values(genre.related(RelationKind.INFLUENCE)));
  }

  static GenreForm of(Fields fields) {
    return new GenreForm(
        fields.text("id"),
        fields.text("name"),
        fields.text("type"),
        fields.text("primaryParent"),
        fields.all("parents"),
        fields.all("fusions"),
        fields.all("influences"));
  }

  private static List<String> chosen(List<String> ids) {
    return ids.stream().filter(id -> !id.isEmpty()).distinct().toList();
  }

  private static List<String> values(List<GenreId> ids) {
    return ids.stream().map(GenreId::value).toList();
  }
}
