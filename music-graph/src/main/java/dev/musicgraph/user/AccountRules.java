package dev.musicgraph.user;

import dev.musicgraph.catalogue.Problem;
import java.util.ArrayList;
import java.util.List;

/** What an account must be like. */
final class AccountRules {
  static final Problem USERNAME_TAKEN = new Problem("username", "This user name is taken.");
  static final Problem EMAIL_TAKEN =
      new Problem("email", "There is an account with this e-mail address already.");

  private AccountRules() {}

  /**
   * All that is wrong, in the order of the form; empty if nothing is.
   *
   * @param usernameTaken whether an account has this name already, in upper or lower case
   */
  static List<Problem> problems(AccountForm form, boolean usernameTaken, boolean emailTaken) {
    List<Problem> problems = new ArrayList<>();
    if (!Username.isOne(form.username())) {
      problems.add(
          new Problem(
              "username",
              "A user name has 1 to " + Username.LONGEST + " letters, digits and . _ @ + -"));
    } else if (usernameTaken) {
      problems.add(USERNAME_TAKEN);
    }
    if (!EmailAddress.isOne(form.email())) {
      problems.add(
          new Problem(
              "email",
              "Give an e-mail address, such as ada@example.org, of at most "
                  + EmailAddress.LONGEST
                  + " characters."));
    } else if (emailTaken) {
      problems.add(EMAIL_TAKEN);
    }
    Passwords.problem(form.password(), form.username())
        .map(AccountRules::sentence)
        .ifPresent(text -> problems.add(new Problem("password", text)));
    if (!form.password().equals(form.confirmation())) {
      problems.add(new Problem("confirmation", "The two passwords differ."));
    }
    return problems;
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
