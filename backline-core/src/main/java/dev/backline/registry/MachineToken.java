package dev.backline.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The token of the service account that a Google Cloud machine has (Compute Engine manual,
 * "Authenticate workloads using service accounts").
 */
record MachineToken(URI metadata) {

  /** By address: a name could be answered for by somebody else. */
  static final URI METADATA = URI.create("http://169.254.169.254");

  private static final String PATH = "/computeMetadata/v1/instance/service-accounts/default/token";

  /** Artifact Registry manual, "Authentication methods": the user that goes with such a token. */
  private static final String USER = "oauth2accesstoken";

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  Credential get() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(metadata.resolve(PATH))
            .setHeader("Metadata-Flavor", "Google")
            .timeout(LIMIT)
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException("it answered with status " + response.statusCode());
      }
      String token = JSON.readTree(response.body()).path("access_token").asText();
      if (token.isEmpty()) {
        throw new IOException("its answer has no token");
      }
      return new Credential(USER, Secret.of(token));
    } catch (IOException e) {
      throw Failure.unavailable(
              "asking the machine's metadata service for a token",
              e.getMessage() == null ? "it can't be reached" : e.getMessage(),
              "run Backline on a Google Cloud machine with a service account, or choose another"
                  + " registry.login")
          // The cause is left out: a parser's message may quote the token.
          .toException();
    }
  }
}
