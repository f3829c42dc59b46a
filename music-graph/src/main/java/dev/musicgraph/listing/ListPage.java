package dev.musicgraph.listing;

import dev.musicgraph.band.Band;
import dev.musicgraph.band.Bands;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.Genres;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All genres and their bands, for browsers without JavaScript and for whoever likes a list. */
@Controller
final class ListPage {
  /** Of genres; with more, a page would be too long to read. */
  private static final int PAGE = 1_000;

  private final Genres genres;
  private final Bands bands;

  ListPage(Genres genres, Bands bands) {
    this.genres = genres;
    this.bands = bands;
  }

  @GetMapping("/list")
  String show(@RequestParam(defaultValue = "0") int page, Model model) {
    List<Genre> all = genres.all();
    int last = Math.max(0, (all.size() - 1) / PAGE);
    int shown = Math.clamp(page, 0, last);
    Map<GenreId, Link> links = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      links.put(all.get(i).id(), Link.to(all.get(i), i / PAGE));
    }
    Map<GenreId, List<String>> bandsOf = new TreeMap<>();
    for (Band band : bands.all()) {
      for (GenreId genre : band.genres()) {
        bandsOf.computeIfAbsent(genre, id -> new ArrayList<>()).add(band.name());
      }
    }
    int end = Math.min(all.size(), (shown + 1) * PAGE);
    model.addAttribute("first", shown * PAGE + 1);
    model.addAttribute("last", end);
    model.addAttribute("total", all.size());
    model.addAttribute(
        "rows",
        all.subList(shown * PAGE, end).stream()
            .map(genre -> Row.of(genre, links, bandsOf.getOrDefault(genre.id(), List.of())))
            .toList());
    model.addAttribute("previous", shown > 0 ? shown - 1 : null);
    model.addAttribute("next", shown < last ? shown + 1 : null);
    return "list";
  }

  /** One genre of the list. */
  record Row(String id, String name, String type, List<Link> parents, String bands) {
    static Row of(Genre genre, Map<GenreId, Link> links, List<String> bands) {
      return new Row(
          genre.id().value(),
          genre.name(),
          genre.type().word(),
          genre.parents().stream().map(id -> Objects.requireNonNull(links.get(id))).toList(),
          String.join(", ", bands));
    }
  }

  /** To where a genre stands in the list, which may be on another page of it. */
  record Link(String name, String address) {
    static Link to(Genre genre, int page) {
      return new Link(genre.name(), "/list?page=" + page + "#" + genre.id().value());
    }
  }
}
