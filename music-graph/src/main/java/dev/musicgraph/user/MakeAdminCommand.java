package dev.musicgraph.user;

import dev.musicgraph.Refusal;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code make-admin [--remove] USER}: creates or promotes a user, or takes the right away again.
 * The password comes from {@code ADMIN_PASSWORD}, never from the command line, which other users of
 * the machine can read.
 */
public final class MakeAdminCommand {
  public static final String USAGE = "make-admin [--remove] USER";

  private final Users users;
  private final Admins admins;

  public MakeAdminCommand(Users users, Admins admins) {
    this.users = users;
    this.admins = admins;
  }

  /** Whether the arguments after {@code make-admin} are ones that {@link #run} takes. */
  public static boolean takes(List<String> arguments) {
    boolean remove = arguments.contains("--remove");
    return arguments.size() == (remove ? 2 : 1)
        && arguments.stream().filter(argument -> argument.startsWith("-")).count()
            == (remove ? 1 : 0);
  }

  public void run(List<String> arguments, Map<String, String> environment, PrintStream out) {
    Username username = username(arguments);
    if (arguments.contains("--remove")) {
      remove(username, out);
    } else {
      make(username, environment, out);
    }
  }

  private void make(Username username, Map<String, String> environment, PrintStream out) {
    Optional<String> password =
        Optional.ofNullable(environment.get("ADMIN_PASSWORD")).filter(text -> !text.isEmpty());
    password
        .flatMap(text -> Passwords.problem(text, username.value()))
        .ifPresent(problem -> refuse(username, problem));
    Optional<String> hash = password.map(text -> Passwords.encoder().encode(text));
    Optional<AppUser> user = users.find(username.value());
    if (user.isPresent()) {
      admins.add(user.get().id());
      hash.ifPresent(text -> users.setPassword(username, text));
      out.println(username + " is an admin" + (hash.isPresent() ? ", with a new password" : ""));
      return;
    }
    if (hash.isEmpty()) {
      refuse(username, "there is no such user yet, and ADMIN_PASSWORD is not set");
    }
    String email =
        Optional.ofNullable(environment.get("ADMIN_EMAIL"))
            .filter(text -> !text.isBlank())
            .orElse(username + "@localhost");
    if (email.length() > EmailAddress.LONGEST) {
      refuse(username, "ADMIN_EMAIL has more than " + EmailAddress.LONGEST + " characters");
    }
    if (!users.insert(username, email, hash.orElseThrow(), true)) {
      refuse(username, "another user has the e-mail address " + email + ": set ADMIN_EMAIL");
    }
    out.println("created " + username + ", who is an admin");
  }

  private void remove(Username username, PrintStream out) {
    String wanted = "can't take the admin right from " + username + ": ";
    AppUser user =
        users
            .find(username.value())
            .orElseThrow(() -> new Refusal(wanted + "there is no such user"));
    switch (admins.remove(user.id())) {
      case DONE -> out.println(username + " is no admin any more");
      case LAST_ONE ->
          throw new Refusal(wanted + "there is no other admin. Make somebody else one first.");
    }
  }

  private static Username username(List<String> arguments) {
    String text =
        arguments.stream().filter(argument -> !argument.startsWith("-")).findFirst().orElse("");
    try {
      return new Username(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal("can't make an admin: " + e.getMessage(), e);
    }
  }

  private static void refuse(Username username, String reason) {
    throw new Refusal("can't make " + username + " an admin: " + reason);
  }
}
