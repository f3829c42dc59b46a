package dev.musicgraph.web;

import dev.musicgraph.user.Users;
import dev.musicgraph.user.Viewer;
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

  @ModelAttribute("viewer")
  Viewer viewer(@Nullable Principal principal) {
    return principal == null
        ? new Viewer(false, "", false)
        : new Viewer(true, principal.getName(), users.isAdmin(principal.getName()));
  }
}
