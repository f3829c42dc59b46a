package dev.backline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.time.Duration;

/**
 * A program that knows credentials: {@code docker-credential-NAME} (docker-credential-helpers,
 * "Development": the server on standard input, JSON on standard output).
 */
record CredentialProgram(Host here, String name) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  Credential get(String server) throws InterruptedException {
    String program = "docker-credential-" + name;
    String tried = "asking " + program + " for the login of " + server;
    CommandResult result =
        here.run(HostCommand.of(program, "get").reading(Secret.of(server)).within(LIMIT));
    if (!result.succeeded()) {
      throw failed(tried, result.lastWords(), program).toException();
    }
    try {
      // What it printed is a secret: nothing of it gets into a failure.
      JsonNode json = JSON.readTree(String.join("\n", result.stdout()));
      return new Credential(
          json.required("Username").asText(), Secret.of(json.required("Secret").asText()));
    } catch (IOException | IllegalArgumentException unlikeAnAnswer) {
      throw failed(tried, "its answer is not a login", program).toException();
    }
  }

  private static Failure failed(String tried, String why, String program) {
    return Failure.unavailable(
        tried,
        why,
        "try it by hand (echo SERVER | " + program + " get), or choose another registry.login");
  }
}
