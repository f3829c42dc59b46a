package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Change;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Deletion;
import dev.musicgraph.catalogue.DeletionView;
import dev.musicgraph.catalogue.Done;
import dev.musicgraph.catalogue.Fields;
import dev.musicgraph.catalogue.FormState;
import dev.musicgraph.catalogue.ListQuery;
import dev.musicgraph.catalogue.Picker;
import dev.musicgraph.catalogue.Slug;
import dev.musicgraph.catalogue.Stored;
import dev.musicgraph.web.NotFound;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's pages for genres. */
@Controller
@RequestMapping("/admin/genres")
final class GenrePages {
  private static final String LIST = "/admin/genres";

  private final Genres genres;
  private final GenreEditing editing;

  GenrePages(Genres genres, GenreEditing editing) {
    this.genres = genres;
    this.editing = editing;
  }

  @GetMapping
  String list(@RequestParam MultiValueMap<String, String> sent, Model model) {
    ListQuery query = ListQuery.of(LIST, "type", new Fields(sent));
    model.addAttribute("list", GenreRow.list(query, genres.index(), genres.bandCounts()));
    model.addAttribute("types", GenreType.values());
    return "genres";
  }

  @GetMapping("/new")
  ModelAndView blank() {
    return form(GenreForm.empty(), FormState.adding());
  }

  @PostMapping("/new")
  ModelAndView add(@RequestParam MultiValueMap<String, String> sent, RedirectAttributes next) {
    GenreForm form = GenreForm.of(new Fields(sent));
    return answer(editing.add(form), form, FormState.adding(), next);
  }

  @GetMapping("/{id}/edit")
  ModelAndView edit(@PathVariable String id) {
    Stored<Genre> genre = genres.stored(known(id)).orElseThrow(NotFound::new);
    return form(GenreForm.of(genre.value()), FormState.editing(id, genre.version()));
  }

  @PostMapping("/{id}/edit")
  ModelAndView change(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    Fields fields = new Fields(sent);
    GenreForm form = GenreForm.of(fields);
    return answer(
        editing.change(known(id), form, fields.version()),
        form,
        FormState.editing(id, fields.version()),
        next);
  }

  @GetMapping("/{id}/delete")
  ModelAndView ask(@PathVariable String id) {
    Stored<Genre> genre = genres.stored(known(id)).orElseThrow(NotFound::new);
    return deletion(HttpStatus.OK, editing.look(known(id), genre.version()), genre);
  }

  @PostMapping("/{id}/delete")
  ModelAndView delete(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    return switch (editing.delete(known(id), new Fields(sent).version())) {
      case Deletion.Done<Genre> done -> {
        yield Done.deleted("genre", done.value().name()).at(LIST, next);
      }
      case Deletion.InUse<Genre> refused ->
          deletion(HttpStatus.UNPROCESSABLE_CONTENT, refused, refused.now());
      case Deletion.Stale<Genre> refused -> deletion(HttpStatus.CONFLICT, refused, refused.now());
      case Deletion.Unknown<Genre> _ -> throw new NotFound();
    };
  }

  private ModelAndView answer(
      Change<Genre> change, GenreForm form, FormState state, RedirectAttributes next) {
    return switch (change) {
      case Checked.Valid<Genre> valid -> {
        Genre saved = valid.value();
        yield Done.saved("genre", saved.name(), saved.id().value()).at(LIST, next);
      }
      case Checked.Invalid<Genre> refused -> form(form, state.wrong(refused.problems()));
      case Change.Stale<Genre> refused -> {
        GenreIndex index = genres.index();
        yield form(
            form,
            state.stale(
                refused,
                now -> GenreFacts.of(GenreForm.of(now), index),
                GenreFacts.of(form, index)));
      }
    };
  }

  private ModelAndView form(GenreForm form, FormState state) {
    List<Genre> all =
        genres.all().stream()
            .filter(genre -> state.existing().filter(genre.id().value()::equals).isEmpty())
            .toList();
    List<Genre> parents = all.stream().filter(genre -> !genre.isLeaf()).toList();
    ModelAndView page = new ModelAndView("genre-form", Map.of(), state.status());
    page.addObject("form", form);
    page.addObject("state", state);
    page.addObject("types", GenreType.values());
    page.addObject("parents", parents);
    page.addObject(
        "pickers",
        List.of(
            picker("parents", "Parents", "The genres it is a kind of.", parents, form.parents()),
            picker("fusions", "A fusion of", "What it was made of.", all, form.fusions()),
            picker(
                "influences",
                "Influenced by",
                "What it took from, without being a kind of it.",
                all,
                form.influences())));
    return page;
  }

  private static Picker picker(
      String field, String legend, String hint, List<Genre> choices, List<String> chosen) {
    return Picker.of(
        field, legend, hint, choices, genre -> genre.id().value(), Genre::name, chosen);
  }

  private ModelAndView deletion(HttpStatus status, Deletion<Genre> deletion, Stored<Genre> now) {
    Genre genre = now.value();
    GenreIndex index = genres.index();
    return new DeletionView("genre", genre.name(), LIST, genre.id().value(), now.version())
        .page(status, deletion, GenreFacts.of(GenreForm.of(genre), index))
        .addObject("losses", losses(genre.id(), index));
  }

  /** What others say about it, and won't any more. */
  private static List<Deletion.Use> losses(GenreId id, GenreIndex index) {
    return Stream.of(
            new Deletion.Use("Fusions of it", names(index.related(id, RelationKind.FUSION))),
            new Deletion.Use("Influenced by it", names(index.related(id, RelationKind.INFLUENCE))))
        .filter(use -> !use.names().isEmpty())
        .toList();
  }

  private static List<String> names(List<Genre> genres) {
    return genres.stream().map(Genre::name).toList();
  }

  private static GenreId known(String id) {
    if (!Slug.isOne(id)) {
      throw new NotFound();
    }
    return new GenreId(id);
  }
}
