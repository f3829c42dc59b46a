package dev.musicgraph.api;

import dev.musicgraph.genre.GenreType;
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

/** Reading genres: {@code GET /api/genres} and {@code GET /api/genres/ID}. */
@RestController
final class GenreApi {
  static final String PATH = "/api/genres";

  /**
   * @param page from 0
   * @param total of the genres on all pages
   */
  record Answer(List<GenreRecord> genres, int page, int size, long total) {}

  private final GenreRecords genres;
  private final Snapshot snapshot;
  private final ListTag listTag;
  private final EntityTags tags;

  GenreApi(GenreRecords genres, Snapshot snapshot, ListTag listTag, EntityTags tags) {
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
  ResponseEntity<GenreRecord> one(@PathVariable String id) {
    GenreRecord genre = genres.find(id).orElseThrow(GenreApi::unknown);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        .eTag(tags.of(genre.version(), genre))
        .body(genre);
  }

  static ApiProblem unknown() {
    return ApiProblem.notFound("There is no genre with this id.");
  }

  private Filter filter(Parameters parameters) {
    Filter filter = new Filter();
    parameters.text("q").ifPresent(filter::andNamed);
    parameters
        .text("type")
        .ifPresent(type -> {
          if (GenreType.of(type).isEmpty()) {
            parameters.wrong("type", "This is root, intermediate or leaf.");
          }
          filter.and("r.type = :type", "type", type);
        });
    parameters
        .text("parent")
        .ifPresent(parent -> {
          if (genres.find(parent).isEmpty()) {
            parameters.wrong("parent", "There is no genre with this id.");
          }
          filter.and(
              "r.id in (select genre_id from genre_parent where parent_id = :parent)",
              "parent",
              parent);
        });
    return filter;
  }

  private ResponseEntity<Answer> answer(Filter filter, ListPage page, String tag) {
    Part<GenreRecord> part = genres.page(filter, page);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        .eTag(tag)
        .header("Link", page.links(PATH, part.total()))
        .body(new Answer(part.records(), page.page(), page.size(), part.total()));
  }
}
