package dev.musicgraph.account;

import dev.musicgraph.user.Admins;
import dev.musicgraph.user.AppUser;
import dev.musicgraph.user.UserId;
import dev.musicgraph.user.Users;
import dev.musicgraph.web.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who has an account, and who may edit. */
@Controller
@RequestMapping("/admin/users")
final class UserPages {
  private final Users users;
  private final Admins admins;

  UserPages(Users users, Admins admins) {
    this.users = users;
    this.admins = admins;
  }

  @GetMapping
  String list(Principal viewer, Model model) {
    model.addAttribute("users", users.all());
    model.addAttribute("self", viewer.getName());
    return "users";
  }

  /**
   * @param wanted the state to come to, and not a toggle: a form sent twice does the same as once
   */
  @PostMapping("/{id}/admin")
  String set(
      @PathVariable String id,
      @RequestParam(name = "admin", defaultValue = "") String wanted,
      Principal viewer,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    AppUser user = find(id);
    return switch (wanted) {
      case "true" -> {
        admins.add(user.id());
        yield done(user.username() + " is an administrator now.", next);
      }
      case "false" -> remove(user, viewer, model, response, next);
      default -> refuse("Choose what to change.", viewer, model, response);
    };
  }

  private String remove(
      AppUser user,
      Principal viewer,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    if (user.username().value().equals(viewer.getName())) {
      return refuse(
          "You can't take your own right away. Another administrator can.",
          viewer,
          model,
          response);
    }
    return switch (admins.remove(user.id())) {
      case DONE -> done(user.username() + " is no administrator any more.", next);
      case LAST_ONE ->
          refuse(
              user.username() + " is the last administrator. Make somebody else one first.",
              viewer,
              model,
              response);
    };
  }

  private static String done(String message, RedirectAttributes next) {
    next.addFlashAttribute("message", message);
    return "redirect:/admin/users";
  }

  private String refuse(
      String reason, Principal viewer, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("refusal", reason);
    return list(viewer, model);
  }

  private AppUser find(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw new NotFound();
    }
    return users.find(new UserId(Long.parseLong(id))).orElseThrow(NotFound::new);
  }
}
