package dev.musicgraph.account;

import dev.musicgraph.attempt.Admission;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Problem;
import dev.musicgraph.user.AccountForm;
import dev.musicgraph.user.Username;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** What the forms for an account of one's own and for the first administrator share. */
final class AccountPages {
  private AccountPages() {}

  /**
   * @param view shows the form with what was typed, but never the password
   */
  static String form(String view, AccountForm form, List<Problem> problems, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("problems", problems);
    return view;
  }

  static String refused(
      String view,
      AccountForm form,
      Admission.Refused refused,
      Model model,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader("Retry-After", String.valueOf(refused.pause().toSeconds()));
    return form(view, form, List.of(new Problem("", refused.message())), model);
  }

  /** Leads to the login, or shows the form again with all that is wrong. */
  static String finish(
      String view,
      AccountForm form,
      Checked<Username> checked,
      Model model,
      HttpServletResponse response) {
    return switch (checked) {
      case Checked.Valid<Username> valid -> "redirect:/login?registered";
      case Checked.Invalid<Username> invalid -> {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        yield form(view, form, invalid.problems(), model);
      }
    };
  }
}
