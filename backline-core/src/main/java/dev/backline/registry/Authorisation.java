package dev.backline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backline.artifact.image.Loopback;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Finds the {@code Authorization} header that a registry asks for. */
record Authorisation(HttpClient http, String server, Optional<Credential> credential) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Whether the registry itself would get it. */
  boolean isFor(URI uri) {
    String asked = uri.getAuthority();
    return asked.equals(server) || (server.equals("docker.io") && asked.endsWith(".docker.io"));
  }

  /**
   * The header's value, from a refusal.
   *
   * @throws BacklineException with {@code UNAVAILABLE} when there is no login, or it is refused
   */
  Secret answer(HttpResponse<byte[]> refusal, String tried)
      throws IOException, InterruptedException {
    Challenge challenge =
        refusal.headers().allValues("WWW-Authenticate").stream()
            .flatMap(header -> Challenge.read(header).stream())
            .findFirst()
            .orElseThrow(() -> refused(tried));
    return switch (challenge) {
      case Challenge.Basic() -> credential.orElseThrow(() -> refused(tried)).basic();
      case Challenge.Bearer bearer -> token(bearer, tried);
    };
  }

  private Secret token(Challenge.Bearer bearer, String tried)
      throws IOException, InterruptedException {
    URI realm = uri(bearer);
    if (!"https".equals(realm.getScheme()) && !Loopback.isOne(realm.getAuthority())) {
      throw Failure.refused(
              tried,
              server + " wants the password to be sent to " + realm.getHost() + " unencrypted",
              "use a registry whose token service has https")
          .toException();
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(realm).timeout(ANSWER);
    credential.ifPresent(known -> request.setHeader("Authorization", known.basic().reveal()));
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    if (response.statusCode() >= 500) {
      throw new IOException("its token service answered with status " + response.statusCode());
    }
    if (response.statusCode() != 200) {
      throw refused(tried);
    }
    JsonNode json = JSON.readTree(response.body());
    String token = json.path("token").asText(json.path("access_token").asText());
    if (token.isEmpty()) {
      throw refused(tried);
    }
    return Secret.of("Bearer " + token);
  }

  private static URI uri(Challenge.Bearer bearer) throws IOException {
    StringBuilder uri = new StringBuilder(bearer.realm());
    append(uri, "service", bearer.service());
    append(uri, "scope", bearer.scope());
    try {
      URI realm = URI.create(uri.toString());
      if (realm.getAuthority() == null) {
        throw new IOException("its token service is nowhere: " + bearer.realm());
      }
      return realm;
    } catch (IllegalArgumentException e) {
      throw new IOException("its token service is no address: " + bearer.realm(), e);
    }
  }

  private static void append(StringBuilder uri, String name, Optional<String> value) {
    value.ifPresent(text ->
        uri.append(uri.indexOf("?") < 0 ? '?' : '&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
  }

  private BacklineException refused(String tried) {
    return RegistryFailures.loginRefused(tried, server).toException();
  }
}
