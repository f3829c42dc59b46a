package dev.musicgraph.band;

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
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.GenreIndex;
import dev.musicgraph.genre.Genres;
import dev.musicgraph.web.NotFound;
import java.util.List;
import java.util.Map;
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

/** The administrator's pages for bands. */
@Controller
@RequestMapping("/admin/bands")
final class BandPages {
  private static final String LIST = "/admin/bands";

  private final Bands bands;
  private final Genres genres;
  private final BandEditing editing;

  BandPages(Bands bands, Genres genres, BandEditing editing) {
    this.bands = bands;
    this.genres = genres;
    this.editing = editing;
  }

  @GetMapping
  String list(@RequestParam MultiValueMap<String, String> sent, Model model) {
    ListQuery query = ListQuery.of(LIST, "genre", new Fields(sent));
    GenreIndex index = genres.index();
    model.addAttribute("list", BandRow.list(query, bands.all(), index));
    model.addAttribute("leaves", index.leaves());
    return "bands";
  }

  @GetMapping("/new")
  ModelAndView blank() {
    return form(BandForm.empty(), FormState.adding());
  }

  @PostMapping("/new")
  ModelAndView add(@RequestParam MultiValueMap<String, String> sent, RedirectAttributes next) {
    BandForm form = BandForm.of(new Fields(sent));
    return answer(editing.add(form), form, FormState.adding(), next);
  }

  @GetMapping("/{id}/edit")
  ModelAndView edit(@PathVariable String id) {
    Stored<Band> band = bands.stored(known(id)).orElseThrow(NotFound::new);
    return form(BandForm.of(band.value()), FormState.editing(id, band.version()));
  }

  @PostMapping("/{id}/edit")
  ModelAndView change(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    Fields fields = new Fields(sent);
    BandForm form = BandForm.of(fields);
    return answer(
        editing.change(known(id), form, fields.version()),
        form,
        FormState.editing(id, fields.version()),
        next);
  }

  @GetMapping("/{id}/delete")
  ModelAndView ask(@PathVariable String id) {
    Stored<Band> band = bands.stored(known(id)).orElseThrow(NotFound::new);
    return deletion(HttpStatus.OK, new Deletion.Done<>(band.value()), band);
  }

  @PostMapping("/{id}/delete")
  ModelAndView delete(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes next) {
    return switch (editing.delete(known(id), new Fields(sent).version())) {
      case Deletion.Done<Band> done -> {
        yield Done.deleted("band", done.value().name()).at(LIST, next);
      }
      case Deletion.InUse<Band> refused ->
          deletion(HttpStatus.UNPROCESSABLE_CONTENT, refused, refused.now());
      case Deletion.Stale<Band> refused -> deletion(HttpStatus.CONFLICT, refused, refused.now());
      case Deletion.Unknown<Band> _ -> throw new NotFound();
    };
  }

  private ModelAndView answer(
      Change<Band> change, BandForm form, FormState state, RedirectAttributes next) {
    return switch (change) {
      case Checked.Valid<Band> valid -> {
        Band saved = valid.value();
        yield Done.saved("band", saved.name(), saved.id().value()).at(LIST, next);
      }
      case Checked.Invalid<Band> refused -> form(form, state.wrong(refused.problems()));
      case Change.Stale<Band> refused -> {
        GenreIndex index = genres.index();
        yield form(
            form,
            state.stale(
                refused, now -> BandFacts.of(BandForm.of(now), index), BandFacts.of(form, index)));
      }
    };
  }

  private ModelAndView form(BandForm form, FormState state) {
    List<Genre> leaves = genres.index().leaves();
    return new ModelAndView("band-form", Map.of(), state.status())
        .addObject("form", form)
        .addObject("state", state)
        .addObject("leaves", leaves)
        .addObject(
            "picker",
            Picker.of(
                "genres",
                "Genres",
                "At least one. Only leaves have bands.",
                leaves,
                genre -> genre.id().value(),
                Genre::name,
                form.genres()));
  }

  private ModelAndView deletion(HttpStatus status, Deletion<Band> deletion, Stored<Band> now) {
    Band band = now.value();
    return new DeletionView("band", band.name(), LIST, band.id().value(), now.version())
        .page(status, deletion, BandFacts.of(BandForm.of(band), genres.index()));
  }

  private static BandId known(String id) {
    if (!Slug.isOne(id)) {
      throw new NotFound();
    }
    return new BandId(id);
  }
}
