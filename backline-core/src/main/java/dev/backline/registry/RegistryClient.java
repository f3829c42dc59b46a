package dev.backline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.image.ImageStore;
import dev.backline.failure.BacklineException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An app's repository in a registry (OCI distribution specification 1.1). Each operation throws a
 * {@link BacklineException} with {@code UNAVAILABLE} when the registry is down, slow, refuses the
 * login or the request.
 */
public final class RegistryClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFESTS = "manifests/";
  private static final int TAGS_AT_A_TIME = 1000;

  /** RFC 8288, as the specification's "Listing Tags" has it. */
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");

  private final Repository repository;
  private final RegistryHttp http;

  public RegistryClient(Repository repository, Optional<Credential> credential) {
    this(repository, credential, Thread::sleep);
  }

  RegistryClient(
      Repository repository, Optional<Credential> credential, RegistryRetry.Pause pause) {
    this.repository = repository;
    this.http = new RegistryHttp(repository.registry(), credential, pause);
  }

  /** Whether the registry has the image. */
  public boolean has(ArtifactDigest image) throws InterruptedException {
    return digestOf(image.value()).isPresent();
  }

  /** The image that a tag or digest names, if there is one. */
  public Optional<ArtifactDigest> digestOf(String reference) throws InterruptedException {
    String tried = "asking for " + reference + " in " + repository;
    RegistryRequest request =
        RegistryRequest.of("HEAD", repository.at(MANIFESTS + reference))
            .accepting(Push.MANIFEST_TYPES);
    HttpResponse<byte[]> response = http.send(request, tried);
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    require(response, 200, tried);
    return response.headers().firstValue("Docker-Content-Digest").map(ArtifactDigest::new);
  }

  /**
   * Sends what the registry lacks of the image, and then gives it all of these tags, which are one
   * and the same digest. Repeating it sends nothing but manifests.
   *
   * @param tags at least one
   */
  public Pushed push(ImageStore store, ArtifactDigest image, SequencedCollection<String> tags)
      throws InterruptedException {
    return new Push(repository, http, store).push(store.manifest(image), tags);
  }

  /** All tags of the repository; none if there is no such repository. */
  public List<String> tags() throws InterruptedException {
    String tried = "listing the tags of " + repository;
    List<String> tags = new ArrayList<>();
    Optional<URI> next = Optional.of(repository.at("tags/list?n=" + TAGS_AT_A_TIME));
    while (next.isPresent()) {
      URI page = next.get();
      HttpResponse<byte[]> response = http.send(RegistryRequest.of("GET", page), tried);
      if (response.statusCode() == 404) {
        return List.of();
      }
      require(response, 200, tried);
      json(response, tried).path("tags").forEach(tag -> tags.add(tag.asText()));
      next =
          response.headers().firstValue("Link").flatMap(RegistryClient::target).map(page::resolve);
    }
    return List.copyOf(tags);
  }

  /**
   * Deletes the image with all of its tags. Nothing there is success.
   *
   * @return false if the registry lets nobody delete images, which it says by 400 or 405
   *     (specification, "Deleting Manifests")
   */
  public boolean delete(ArtifactDigest image) throws InterruptedException {
    String tried = "deleting " + image.abbreviated() + " from " + repository;
    HttpResponse<byte[]> response =
        http.send(RegistryRequest.of("DELETE", repository.at(MANIFESTS + image)), tried);
    if (response.statusCode() == 400 || response.statusCode() == 405) {
      return false;
    }
    if (response.statusCode() != 404) {
      require(response, 202, tried);
    }
    return true;
  }

  @Override
  public void close() {
    http.close();
  }

  private JsonNode json(HttpResponse<byte[]> response, String tried) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw RegistryFailures.unreachable(tried, repository.registry(), e).toException(e);
    }
  }

  private static Optional<String> target(String link) {
    Matcher matcher = NEXT.matcher(link);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private void require(HttpResponse<byte[]> response, int status, String tried) {
    if (response.statusCode() != status) {
      throw RegistryFailures.answered(
              tried, repository.registry(), response.statusCode(), response.body())
          .toException();
    }
  }
}
