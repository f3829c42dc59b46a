package dev.musicgraph.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Reading bands: {@code GET /api/bands} and {@code GET /api/bands/ID}. */
@RestController
final class BandApi {
  static final String PATH = "/api/bands";

  /**
   * @param page from 0
   * @param total of the bands on all pages
   */
  record Answer(List<BandRecord> bands, int page, int size, long total) {}

  private final BandRecords bands;
  private final GenreRecords genres;
  private final Snapshot snapshot;
  private final ListTag listTag;
  private final EntityTags tags;

  BandApi(
      BandRecords bands, GenreRecords genres, Snapshot snapshot, ListTag listTag, EntityTags tags) {
    this.bands = bands;
    this.genres = genres;
    this.snapshot = snapshot;
    this.listTag = listTag;
    this.tags = tags;
  }

  @GetMapping(PATH)
  @Nullable ResponseEntity<Answer> list(HttpServletRequest request, WebRequest conditions) {
    return snapshot
        .read(() -> {
          Parameters parameters = new Parameters(request);
          Filter filter = filter(parameters);
          ListPage page = ListPage.of(parameters, filter.sent());
          parameters.check();
          String tag = listTag.current();
          return conditions.checkNotModified(tag)
              ? Optional.<ResponseEntity<Answer>>empty()
              : Optional.of(answer(filter, page, tag));
        })
        .orElse(null);
  }

  @GetMapping(PATH + "/{id}")
  ResponseEntity<BandRecord> one(@PathVariable String id) {
    BandRecord band = bands.find(id).orElseThrow(BandApi::unknown);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        .eTag(tags.of(band.version(), band))
        .body(band);
  }

  static ApiProblem unknown() {
    return ApiProblem.notFound("There is no band with this id.");
  }

  private Filter filter(Parameters parameters) {
    Filter filter = new Filter();
    parameters.text("q").ifPresent(filter::andNamed);
    parameters
        .text("genre")
        .ifPresent(genre -> {
          if (genres.find(genre).isEmpty()) {
            parameters.wrong("genre", "There is no genre with this id.");
          }
          filter.and(
              "r.id in (select band_id from band_genre where genre_id = :genre)", "genre", genre);
        });
    return filter;
  }

  private ResponseEntity<Answer> answer(Filter filter, ListPage page, String tag) {
    Part<BandRecord> part = bands.page(filter, page);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        .eTag(tag)
        .header("Link", page.links(PATH, part.total()))
        .body(new Answer(part.records(), page.page(), page.size(), part.total()));
  }
}
