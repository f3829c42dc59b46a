package dev.musicgraph.account;

import dev.musicgraph.web.ReturnAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form; Spring Security takes what it sends. */
@Controller
final class LoginPage {
  @GetMapping("/login")
  String show(
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(required = false) @Nullable String to,
      Model model) {
    model.addAttribute("failed", error != null);
    ReturnAddress.of(to).ifPresent(address -> model.addAttribute("to", address.value()));
    return "login";
  }
}
