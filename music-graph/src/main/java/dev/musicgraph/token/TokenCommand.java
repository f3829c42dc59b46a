package dev.musicgraph.token;

import dev.musicgraph.Refusal;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Problem;
import dev.musicgraph.user.Username;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** {@code token create|list|revoke}: tokens from the command line. */
public final class TokenCommand {
  public static final String USAGE =
      "token create USER NAME [--expires YYYY-MM-DD] | token list | token revoke ID";

  private final Tokens tokens;

  public TokenCommand(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether the arguments after {@code token} are ones that {@link #run} takes. */
  public static boolean takes(List<String> arguments) {
    return switch (arguments.isEmpty() ? "" : arguments.get(0)) {
      case "create" ->
          arguments.size() == 3 || (arguments.size() == 5 && arguments.get(3).equals("--expires"));
      case "list" -> arguments.size() == 1;
      case "revoke" -> arguments.size() == 2;
      default -> false;
    };
  }

  public void run(List<String> arguments, PrintStream out) {
    switch (arguments.get(0)) {
      case "create" ->
          create(
              arguments.get(1),
              arguments.get(2),
              arguments.size() == 5 ? arguments.get(4) : "",
              out);
      case "list" -> tokens.all().forEach(token -> out.println(line(token)));
      default -> revoke(arguments.get(1), out);
    }
  }

  private void create(String user, String name, String lastDay, PrintStream out) {
    switch (TokenOrder.check(name, lastDay, Instant.now())) {
      case Checked.Invalid<TokenOrder> invalid ->
          throw new Refusal(
              "can't create a token: "
                  + invalid.problems().stream()
                      .map(Problem::message)
                      .collect(Collectors.joining(" ")));
      case Checked.Valid<TokenOrder> valid ->
          out.println(
              tokens
                  .issue(username(user), valid.value())
                  .orElseThrow(() ->
                      new Refusal(
                          "can't create a token: "
                              + user
                              + " is no administrator. Run make-admin "
                              + user
                              + " first."))
                  .text());
    }
  }

  private void revoke(String id, PrintStream out) {
    if (!id.matches("[0-9]{1,18}") || !tokens.revoke(Long.parseLong(id))) {
      throw new Refusal("can't revoke " + id + ": no token has this id. token list shows them.");
    }
    out.println("revoked " + id);
  }

  /** Tabs between the columns; a name has none. */
  private static String line(IssuedToken token) {
    return String.join(
        "\t",
        String.valueOf(token.id()),
        token.username(),
        token.name(),
        "created " + token.created(),
        token.expires().map(time -> "expires " + time).orElse("never expires"),
        token.lastUsed().map(time -> "used " + time).orElse("never used"));
  }

  private static Username username(String text) {
    try {
      return new Username(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal("can't create a token: " + e.getMessage(), e);
    }
  }
}
