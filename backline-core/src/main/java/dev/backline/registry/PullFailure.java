package dev.backline.registry;

import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why an engine could not pull, from its own words; they are the same in Docker 20 to 28. */
enum PullFailure {
  LOGIN_REFUSED(
      "unauthorized|denied|authentication required|no basic auth credentials",
      "the registry refuses the login",
      "check registry.login in backline.yml and that it may pull there"),
  DISK_FULL(
      "no space left on device|disk quota exceeded",
      "the host's disk is full",
      "free some disk there ('docker system df' tells what takes it), then try again"),
  DIGEST_MISSING(
      "manifest unknown|not found|name unknown|repository does not exist",
      "the registry does not have the image any more",
      "deploy the commit again, which pushes it"),
  REGISTRY_DOWN(
      "connection refused|no such host|i/o timeout|timeout exceeded|deadline exceeded"
          + "|network is unreachable|no route to host|tls handshake|connection reset|eof"
          + "|server error|bad gateway|service unavailable",
      "the host can't reach the registry",
      "see that the registry runs and that the host's network and firewall let it through"),
  ENGINE_DOWN(
      "cannot connect to the docker daemon|permission denied while trying to connect",
      "the host's engine can't be used by the log-in's user",
      "see that Docker runs there, and that the user is in the group docker"),
  OTHER("", "the engine can't pull the image", "see what it says, and try again");

  private final Pattern words;
  private final String why;
  private final String remedy;

  PullFailure(String words, String why, String remedy) {
    this.words = Pattern.compile(words);
    this.why = why;
    this.remedy = remedy;
  }

  /** Which one it is. */
  static PullFailure of(CommandResult result) {
    String said =
        Stream.concat(result.stdout().stream(), result.stderr().stream())
            .collect(Collectors.joining("\n"))
            .toLowerCase(Locale.ROOT);
    // Of a daemon that is not there every command fails, also the log-in; and it says "denied".
    return Stream.of(ENGINE_DOWN, DISK_FULL, LOGIN_REFUSED, DIGEST_MISSING, REGISTRY_DOWN)
        .filter(failure -> failure.words.matcher(said).find())
        .findFirst()
        .orElse(OTHER);
  }

  static Failure told(String tried, CommandResult result) {
    PullFailure failure = of(result);
    return Failure.unavailable(tried, failure.why + ": " + result.lastWords(), failure.remedy);
  }
}
