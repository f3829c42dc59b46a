package dev.musicgraph.user;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An account as somebody typed it: anything may be missing or wrong. */
public record AccountForm(String username, String email, String password, String confirmation) {

  public AccountForm {
    username = username.strip();
    email = email.strip();
  }

  public static AccountForm empty() {
    return new AccountForm("", "", "", "");
  }

  /**
   * @param fields gives null for a field that was not sent
   */
  public static AccountForm of(Function<String, @Nullable String> fields) {
    return new AccountForm(
        text(fields, "username"),
        text(fields, "email"),
        text(fields, "password"),
        text(fields, "confirmation"));
  }

  /** Without the password, which has no place in a log. */
  @Override
  public String toString() {
    return "AccountForm[" + username + ", " + email + "]";
  }

  private static String text(Function<String, @Nullable String> fields, String name) {
    return Objects.requireNonNullElse(fields.apply(name), "");
  }
}
