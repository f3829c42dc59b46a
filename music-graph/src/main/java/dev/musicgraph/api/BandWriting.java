package dev.musicgraph.api;

import dev.musicgraph.band.BandEditing;
import dev.musicgraph.band.BandForm;
import dev.musicgraph.band.BandId;
import dev.musicgraph.catalogue.Editing;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
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

/** Writing bands, by the same rules as the administrator's forms. */
@RestController
@RequestMapping(BandApi.PATH)
final class BandWriting {
  private final BandRecords bands;
  private final BandEditing rules;
  private final Editing editing;
  private final EntityTags tags;

  BandWriting(BandRecords bands, BandEditing rules, Editing editing, EntityTags tags) {
    this.bands = bands;
    this.rules = rules;
    this.editing = editing;
    this.tags = tags;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<BandRecord> add(HttpServletRequest request) throws IOException {
    JsonFields json = JsonFields.of(request);
    BandForm form = form(json, json.text("id"));
    return editing.alone(() -> {
      Refusals.of(rules.add(form), json);
      URI address = URI.create(BandApi.PATH + "/" + form.id());
      return answer(ResponseEntity.created(address), form.id());
    });
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<BandRecord> change(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request)
      throws IOException {
    JsonFields json = JsonFields.of(request);
    BandForm form = form(json, json.has("id") ? json.text("id") : id);
    return editing.alone(() -> {
      BandRecord now = seen(id, ifMatch);
      Refusals.of(rules.change(new BandId(id), form, now.version()), json);
      return answer(ResponseEntity.ok(), id);
    });
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return editing.alone(() -> {
      BandRecord now = seen(id, ifMatch);
      Refusals.of(rules.delete(new BandId(id), now.version()));
      return ResponseEntity.noContent().build();
    });
  }

  private BandRecord seen(String id, @Nullable String ifMatch) {
    BandRecord now = bands.find(id).orElseThrow(BandApi::unknown);
    EntityTags.require(ifMatch, tags.of(now.version(), now));
    return now;
  }

  private ResponseEntity<BandRecord> answer(ResponseEntity.BodyBuilder answer, String id) {
    BandRecord band = bands.find(id).orElseThrow();
    return answer.eTag(tags.of(band.version(), band)).body(band);
  }

  private static BandForm form(JsonFields json, String id) {
    json.has("id");
    BandForm form =
        new BandForm(id, json.text("name"), json.text("primaryGenre"), json.texts("genres"));
    json.refuseOthers();
    return form;
  }
}
