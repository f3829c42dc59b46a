package dev.musicgraph.web;

import dev.musicgraph.user.Users;
import dev.musicgraph.user.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page's header shows. */
@ControllerAdvice(annotations = Controller.class)
final class PageModel {
  private final Users users;

  PageModel(Users users) {
    this.users = users;
  }

  /** Null for what is no page, though Spring takes its controllers for ones of pages, too. */
  @ModelAttribute("viewer")
  @Nullable Viewer viewer(HttpServletRequest request) {
    if (request.getServletPath().startsWith("/api/")) {
      return null;
    }
    Principal principal = request.getUserPrincipal();
    return principal == null
        ? new Viewer(false, "", false)
        : new Viewer(true, principal.getName(), users.isAdmin(principal.getName()));
  }
}
