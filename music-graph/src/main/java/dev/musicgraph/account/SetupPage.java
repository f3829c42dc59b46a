package dev.musicgraph.account;

import dev.musicgraph.attempt.Action;
import dev.musicgraph.attempt.Admission;
import dev.musicgraph.attempt.Attempts;
import dev.musicgraph.attempt.Client;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.user.AccountForm;
import dev.musicgraph.user.SetupLinks;
import dev.musicgraph.user.Username;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first administrator, by the link that {@code serve} prints while there is none. */
@Controller
final class SetupPage {
  private static final String VIEW = "setup";

  private final SetupLinks links;
  private final Attempts attempts;

  SetupPage(SetupLinks links, Attempts attempts) {
    this.links = links;
    this.attempts = attempts;
  }

  @GetMapping("/setup")
  String show(
      @RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
    if (!links.isValid(token)) {
      return gone(response);
    }
    model.addAttribute("token", token);
    return AccountPages.form(VIEW, AccountForm.empty(), List.of(), model);
  }

  @PostMapping("/setup")
  String make(
      @RequestParam(defaultValue = "") String token,
      HttpServletRequest request,
      Model model,
      HttpServletResponse response) {
    AccountForm form = AccountForm.of(request::getParameter);
    model.addAttribute("token", token);
    return switch (attempts.admit(Action.SETUP, Client.at(request.getRemoteAddr()))) {
      case Admission.Refused refused -> AccountPages.refused(VIEW, form, refused, model, response);
      case Admission.Admitted admitted -> {
        Optional<Checked<Username>> made = links.use(token, form);
        yield made.isEmpty()
            ? gone(response)
            : AccountPages.finish(VIEW, form, made.get(), model, response);
      }
    };
  }

  private static String gone(HttpServletResponse response) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    return "setup-gone";
  }
}
