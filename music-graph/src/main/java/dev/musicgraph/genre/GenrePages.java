package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Problem;
import dev.musicgraph.catalogue.Slug;
import dev.musicgraph.web.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's pages for genres. */
@Controller
@RequestMapping("/admin/genres")
final class GenrePages {
  private static final int UNPROCESSABLE = 422;

  private final Genres genres;
  private final GenreEditing editing;

  GenrePages(Genres genres, GenreEditing editing) {
    this.genres = genres;
    this.editing = editing;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("genres", genres.all());
    return "genres";
  }

  @GetMapping("/new")
  String blank(Model model) {
    return form(model, GenreForm.empty(), "/admin/genres/new", List.of());
  }

  @PostMapping("/new")
  String add(
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    GenreForm form = GenreForm.of(fields);
    return finish(editing.add(form), form, "/admin/genres/new", model, response, next);
  }

  @GetMapping("/{id}/edit")
  String edit(@PathVariable String id, Model model) {
    Genre genre = find(id);
    return form(model, GenreForm.of(genre), "/admin/genres/" + id + "/edit", List.of());
  }

  @PostMapping("/{id}/edit")
  String change(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    GenreId existing = find(id).id();
    GenreForm form = GenreForm.of(fields);
    return finish(
        editing.change(existing, form),
        form,
        "/admin/genres/" + id + "/edit",
        model,
        response,
        next);
  }

  @GetMapping("/{id}/delete")
  String ask(@PathVariable String id, Model model) {
    model.addAttribute("genre", find(id));
    model.addAttribute("deletion", editing.look(new GenreId(id)));
    return "genre-delete";
  }

  @PostMapping("/{id}/delete")
  String delete(
      @PathVariable String id, Model model, HttpServletResponse response, RedirectAttributes next) {
    Genre genre = find(id);
    GenreEditing.Deletion deletion = editing.delete(genre.id());
    if (deletion instanceof GenreEditing.Deletion.InUse) {
      response.setStatus(UNPROCESSABLE);
      model.addAttribute("genre", genre);
      model.addAttribute("deletion", deletion);
      return "genre-delete";
    }
    next.addFlashAttribute("message", "Deleted the genre " + genre.name() + ".");
    return "redirect:/admin/genres";
  }

  private String finish(
      Checked<Genre> checked,
      GenreForm form,
      String action,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    if (checked instanceof Checked.Invalid<Genre> invalid) {
      response.setStatus(UNPROCESSABLE);
      return form(model, form, action, invalid.problems());
    }
    next.addFlashAttribute("message", "Saved the genre " + form.name() + ".");
    return "redirect:/admin/genres";
  }

  private String form(Model model, GenreForm form, String action, List<Problem> problems) {
    model.addAttribute("form", form);
    model.addAttribute("action", action);
    model.addAttribute("isNew", action.endsWith("/new"));
    model.addAttribute("problems", problems);
    model.addAttribute("types", GenreType.values());
    model.addAttribute("choices", genres.all().stream().filter(genre -> !genre.isLeaf()).toList());
    return "genre-form";
  }

  private Genre find(String id) {
    if (!Slug.isOne(id)) {
      throw new NotFound();
    }
    return genres.find(new GenreId(id)).orElseThrow(NotFound::new);
  }
}
