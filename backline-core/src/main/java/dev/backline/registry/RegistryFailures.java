package dev.backline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.net.http.HttpTimeoutException;

/** What a registry's silence or refusal means to a person. */
final class RegistryFailures {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_CHARACTERS = 300;

  private RegistryFailures() {}

  static Failure unreachable(String tried, String server, IOException cause) {
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return cause instanceof HttpTimeoutException
        ? Failure.unavailable(
            tried,
            server + " did not answer in time",
            "see how the registry and the line to it are doing, then try again")
        : Failure.unavailable(
            tried,
            server + " can't be reached: " + said,
            "see that the registry runs and that registry.repository in backline.yml names it");
  }

  static Failure loginRefused(String tried, String server) {
    return Failure.unavailable(
        tried,
        server + " refuses the login",
        "check registry.login in backline.yml and what it names, and that it may push and pull"
            + " there");
  }

  static Failure answered(String tried, String server, int status, byte[] body) {
    return Failure.unavailable(
        tried,
        server + " answered with status " + status + said(body),
        RegistryRetry.mayPass(status)
            ? "see how the registry is doing, then try again"
            : "check registry.repository in backline.yml, and what may be done there");
  }

  /** The errors that the distribution specification has registries tell ("Error Codes"). */
  private static String said(byte[] body) {
    try {
      JsonNode first = JSON.readTree(body).path("errors").path(0);
      String text = (first.path("code").asText() + " " + first.path("message").asText()).strip();
      return text.isEmpty()
          ? ""
          : ": " + text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    } catch (IOException notJson) {
      return "";
    }
  }
}
