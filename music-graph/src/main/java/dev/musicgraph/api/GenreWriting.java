package dev.musicgraph.api;

import dev.musicgraph.catalogue.Editing;
import dev.musicgraph.genre.GenreEditing;
import dev.musicgraph.genre.GenreForm;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.RelationKind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writing genres, by the same rules as the administrator's forms. */
@RestController
@RequestMapping(GenreApi.PATH)
final class GenreWriting {
  private final GenreRecords genres;
  private final GenreEditing rules;
  private final Editing editing;
  private final EntityTags tags;

  GenreWriting(GenreRecords genres, GenreEditing rules, Editing editing, EntityTags tags) {
    this.genres = genres;
    this.rules = rules;
    this.editing = editing;
    this.tags = tags;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<GenreRecord> add(HttpServletRequest request) throws IOException {
    JsonFields json = JsonFields.of(request);
    GenreForm form = form(json, json.text("id"));
    return editing.alone(() -> {
      Refusals.of(rules.add(form), json);
      URI address = URI.create(GenreApi.PATH + "/" + form.id());
      return answer(ResponseEntity.created(address), form.id());
    });
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<GenreRecord> change(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request)
      throws IOException {
    JsonFields json = JsonFields.of(request);
    GenreForm form = form(json, json.has("id") ? json.text("id") : id);
    return editing.alone(() -> {
      GenreRecord now = seen(id, ifMatch);
      Refusals.of(rules.change(new GenreId(id), form, now.version()), json);
      return answer(ResponseEntity.ok(), id);
    });
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return editing.alone(() -> {
      GenreRecord now = seen(id, ifMatch);
      Refusals.of(rules.delete(new GenreId(id), now.version()));
      return ResponseEntity.noContent().build();
    });
  }

  private GenreRecord seen(String id, @Nullable String ifMatch) {
    GenreRecord now = genres.find(id).orElseThrow(GenreApi::unknown);
    EntityTags.require(ifMatch, tags.of(now.version(), now));
    return now;
  }

  private ResponseEntity<GenreRecord> answer(ResponseEntity.BodyBuilder answer, String id) {
    GenreRecord genre = genres.find(id).orElseThrow();
    return answer.eTag(tags.of(genre.version(), genre)).body(genre);
  }

  private static GenreForm form(JsonFields json, String id) {
    json.has("id");
    String name = json.text("name");
    String type = json.text("type");
    String primaryParent = json.text("primaryParent");
    List<String> parents = json.texts("parents");
    List<String> fusions = new ArrayList<>();
    List<String> influences = new ArrayList<>();
    for (JsonFields relation : json.objects("relations")) {
      String genre = relation.text("genre");
      if (genre.isEmpty()) {
        relation.wrong("genre", "Give the id of a genre.");
      }
      Optional<RelationKind> kind = RelationKind.of(relation.text("kind"));
      if (kind.isEmpty()) {
        relation.wrong("kind", "This is fusion or influence.");
      }
      kind.ifPresent(known -> (known == RelationKind.FUSION ? fusions : influences).add(genre));
      relation.refuseOthers();
    }
    json.refuseOthers();
    return new GenreForm(id, name, type, primaryParent, parents, fusions, influences);
  }
}
