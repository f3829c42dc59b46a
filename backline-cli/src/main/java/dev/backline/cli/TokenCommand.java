package dev.backline.cli;

import dev.backline.access.TokenName;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code backline token}. */
@Command(
    name = "token",
    description = "Make, list and revoke the tokens that git pushes are authorised by.",
    synopsisSubcommandLabel = "COMMAND",
    subcommandsRepeatable = false)
final class TokenCommand {

  private final Session session;

  TokenCommand(Session session) {
    this.session = session;
  }

  /** Prints it once: only its hash is kept. */
  @Command(name = "create", description = "Make a token and print it; it can't be printed again.")
  int create(@Parameters(paramLabel = "NAME", description = "what to call it") String name) {
    Secret token = session.open().tokens().create(named(name));
    session
        .terminal()
        .line(
            session.json()
                ? JsonText.pretty(JsonText.object().put("name", name).put("token", token.reveal()))
                : token.reveal());
    return 0;
  }

  @Command(name = "list", description = "List the names of the tokens.")
  int list() {
    List<String> names = session.open().tokens().names().stream().map(TokenName::value).toList();
    if (session.json()) {
      var array = JsonText.array();
      names.forEach(array::add);
      session.terminal().line(JsonText.pretty(array));
    } else {
      names.forEach(session.terminal()::line);
    }
    return 0;
  }

  @Command(name = "revoke", description = "Make a token worthless.")
  int revoke(@Parameters(paramLabel = "NAME", description = "which one") String name) {
    if (!session.open().tokens().revoke(named(name))) {
      throw Failure.usage(
              "revoking the token " + name,
              "there is none of that name",
              "see: backline token list")
          .toException();
    }
    return 0;
  }

  private static TokenName named(String name) {
    try {
      return new TokenName(name);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
              "naming a token",
              name + " is not a name for one",
              "use lower-case letters, digits and hyphens")
          .toException(e);
    }
  }
}
