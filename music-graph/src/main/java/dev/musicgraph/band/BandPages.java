package dev.musicgraph.band;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Problem;
import dev.musicgraph.catalogue.Slug;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.Genres;
import dev.musicgraph.web.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's pages for bands. */
@Controller
@RequestMapping("/admin/bands")
final class BandPages {
  private static final int UNPROCESSABLE = 422;

  private final Bands bands;
  private final Genres genres;
  private final BandEditing editing;

  BandPages(Bands bands, Genres genres, BandEditing editing) {
    this.bands = bands;
    this.genres = genres;
    this.editing = editing;
  }

  @GetMapping
  String list(Model model) {
    Map<String, String> names =
        genres.all().stream().collect(Collectors.toMap(g -> g.id().value(), Genre::name));
    model.addAttribute("bands", bands.all());
    model.addAttribute("genreNames", names);
    return "bands";
  }

  @GetMapping("/new")
  String blank(Model model) {
    return form(model, BandForm.empty(), "/admin/bands/new", List.of());
  }

  @PostMapping("/new")
  String add(
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    BandForm form = BandForm.of(fields);
    return finish(editing.add(form), form, "/admin/bands/new", model, response, next);
  }

  @GetMapping("/{id}/edit")
  String edit(@PathVariable String id, Model model) {
    return form(model, BandForm.of(find(id)), "/admin/bands/" + id + "/edit", List.of());
  }

  @PostMapping("/{id}/edit")
  String change(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    BandId existing = find(id).id();
    BandForm form = BandForm.of(fields);
    return finish(
        editing.change(existing, form),
        form,
        "/admin/bands/" + id + "/edit",
        model,
        response,
        next);
  }

  @GetMapping("/{id}/delete")
  String ask(@PathVariable String id, Model model) {
    model.addAttribute("band", find(id));
    return "band-delete";
  }

  @PostMapping("/{id}/delete")
  String delete(@PathVariable String id, RedirectAttributes next) {
    Band band = find(id);
    editing.delete(band.id());
    next.addFlashAttribute("message", "Deleted the band " + band.name() + ".");
    return "redirect:/admin/bands";
  }

  private String finish(
      Checked<Band> checked,
      BandForm form,
      String action,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    if (checked instanceof Checked.Invalid<Band> invalid) {
      response.setStatus(UNPROCESSABLE);
      return form(model, form, action, invalid.problems());
    }
    next.addFlashAttribute("message", "Saved the band " + form.name() + ".");
    return "redirect:/admin/bands";
  }

  private String form(Model model, BandForm form, String action, List<Problem> problems) {
    model.addAttribute("form", form);
    model.addAttribute("action", action);
    model.addAttribute("isNew", action.endsWith("/new"));
    model.addAttribute("problems", problems);
    model.addAttribute("choices", genres.all().stream().filter(Genre::isLeaf).toList());
    return "band-form";
  }

  private Band find(String id) {
    if (!Slug.isOne(id)) {
      throw new NotFound();
    }
    return bands.find(new BandId(id)).orElseThrow(NotFound::new);
  }
}
