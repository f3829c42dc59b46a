package dev.musicgraph.user;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Problem;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes accounts of forms. */
@Component
public final class Registration {
  private final Users users;
  private final PasswordEncoder encoder;

  public Registration(Users users, PasswordEncoder encoder) {
    this.users = users;
    this.encoder = encoder;
  }

  /** Makes the account, or tells all that is wrong. */
  public Checked<Username> register(AccountForm form, boolean admin) {
    List<Problem> problems =
        AccountRules.problems(
            form, users.isUsernameTaken(form.username()), users.isEmailTaken(form.email()));
    if (!problems.isEmpty()) {
      return new Checked.Invalid<>(problems);
    }
    Username username = new Username(form.username());
    return users.insert(username, form.email(), encoder.encode(form.password()), admin)
        ? new Checked.Valid<>(username)
        : new Checked.Invalid<>(takenMeanwhile(form));
  }

  /** Somebody was quicker by a moment: the database's unique indexes have the last word. */
  private List<Problem> takenMeanwhile(AccountForm form) {
    List<Problem> problems = new ArrayList<>();
    if (users.isUsernameTaken(form.username())) {
      problems.add(AccountRules.USERNAME_TAKEN);
    }
    if (users.isEmailTaken(form.email())) {
      problems.add(AccountRules.EMAIL_TAKEN);
    }
    return problems;
  }
}
