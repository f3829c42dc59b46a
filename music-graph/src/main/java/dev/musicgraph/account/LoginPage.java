package dev.musicgraph.account;

import dev.musicgraph.setting.Settings;
import dev.musicgraph.web.ReturnAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form; Spring Security takes what it sends. */
@Controller
final class LoginPage {
  private final boolean registrationOpen;

  LoginPage(Settings settings) {
    registrationOpen = settings.registrationOpen();
  }

  @GetMapping("/login")
  String show(
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(required = false) @Nullable String registered,
      @RequestParam(required = false) @Nullable String to,
      Model model) {
    model.addAttribute("failed", error != null);
    model.addAttribute("registered", registered != null);
    model.addAttribute("registrationOpen", registrationOpen);
    ReturnAddress.of(to).ifPresent(address -> model.addAttribute("to", address.value()));
    return "login";
  }
}
