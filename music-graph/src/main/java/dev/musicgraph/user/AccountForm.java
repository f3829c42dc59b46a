package dev.musicgraph.user;

import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** An account as somebody typed it: anything may be missing or wrong. */
public record AccountForm(String username, String email, String password, String confirmation) {

  public AccountForm {
    username = username.strip();
    email = email.strip();
  }

  public static AccountForm empty() {
    return new AccountForm("", "", "", "");
  }

  public static AccountForm of(MultiValueMap<String, String> fields) {
    return new AccountForm(
        first(fields, "username"),
        first(fields, "email"),
        first(fields, "password"),
        first(fields, "confirmation"));
  }

  /** Without the password, which has no place in a log. */
  @Override
  public String toString() {
    return "AccountForm[" + username + ", " + email + "]";
  }

  private static String first(MultiValueMap<String, String> fields, String name) {
    return Optional.ofNullable(fields.getFirst(name)).orElse("");
  }
}
