package dev.musicgraph.account;

import dev.musicgraph.attempt.Action;
import dev.musicgraph.attempt.Admission;
import dev.musicgraph.attempt.Attempts;
import dev.musicgraph.attempt.Client;
import dev.musicgraph.setting.Settings;
import dev.musicgraph.user.AccountForm;
import dev.musicgraph.user.Registration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * An account of one's own, where that is switched on; else the page says that it isn't, with 403:
 * the page is there, and it may not be used.
 */
@Controller
final class RegisterPage {
  private static final String VIEW = "register";

  private final boolean open;
  private final Registration registration;
  private final Attempts attempts;

  RegisterPage(Settings settings, Registration registration, Attempts attempts) {
    this.open = settings.registrationOpen();
    this.registration = registration;
    this.attempts = attempts;
  }

  @GetMapping("/register")
  String show(Model model, HttpServletResponse response) {
    return open ? AccountPages.form(VIEW, AccountForm.empty(), List.of(), model) : closed(response);
  }

  /** Reads the form by itself: Spring logs arguments, when told to log all. */
  @PostMapping("/register")
  String register(HttpServletRequest request, Model model, HttpServletResponse response) {
    if (!open) {
      return closed(response);
    }
    AccountForm form = AccountForm.of(request::getParameter);
    // Every try counts, for each one can ask whether a name or an address has an account.
    return switch (attempts.admit(Action.REGISTRATION, Client.at(request.getRemoteAddr()))) {
      case Admission.Refused refused -> AccountPages.refused(VIEW, form, refused, model, response);
      case Admission.Admitted admitted ->
          AccountPages.finish(VIEW, form, registration.register(form, false), model, response);
    };
  }

  private static String closed(HttpServletResponse response) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    return "register-closed";
  }
}
