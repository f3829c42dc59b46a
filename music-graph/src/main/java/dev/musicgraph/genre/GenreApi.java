package dev.musicgraph.genre;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/genres}. */
@RestController
final class GenreApi {
  /** All genres, by name. */
  record Answer(List<Genre> genres) {}

  private final Genres genres;

  GenreApi(Genres genres) {
    this.genres = genres;
  }

  @GetMapping("/api/genres")
  Answer genres() {
    return new Answer(genres.all());
  }
}
