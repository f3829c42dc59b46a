package dev.musicgraph.token;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Problem;
import dev.musicgraph.user.Username;
import dev.musicgraph.web.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's page for tokens: one's own are made here, everybody's are revoked. */
@Controller
@RequestMapping("/admin/tokens")
final class TokenPages {
  private static final int UNPROCESSABLE = 422;

  private final Tokens tokens;

  TokenPages(Tokens tokens) {
    this.tokens = tokens;
  }

  @GetMapping
  String list(Model model) {
    return page(model, "", "", List.of());
  }

  /** Answers with the token itself, without a redirect: it must not be put into the session. */
  @PostMapping
  String issue(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String expires,
      Principal admin,
      Model model,
      HttpServletResponse response) {
    return switch (TokenOrder.check(name, expires, Instant.now())) {
      case Checked.Invalid<TokenOrder> invalid -> {
        response.setStatus(UNPROCESSABLE);
        yield page(model, name, expires, invalid.problems());
      }
      case Checked.Valid<TokenOrder> valid -> {
        ApiToken token =
            tokens.issue(new Username(admin.getName()), valid.value()).orElseThrow(NotFound::new);
        model.addAttribute("secret", token.text());
        yield page(model, "", "", List.of());
      }
    };
  }

  @PostMapping("/{id}/revoke")
  String revoke(@PathVariable String id, RedirectAttributes next) {
    if (!id.matches("[0-9]{1,18}") || !tokens.revoke(Long.parseLong(id))) {
      throw new NotFound();
    }
    next.addFlashAttribute("message", "Revoked the token.");
    return "redirect:/admin/tokens";
  }

  private String page(Model model, String name, String expires, List<Problem> problems) {
    model.addAttribute("name", name);
    model.addAttribute("expires", expires);
    model.addAttribute("problems", problems);
    model.addAttribute("now", Instant.now());
    model.addAttribute("tokens", tokens.all());
    return "tokens";
  }
}
