package dev.backline.registry;

import dev.backline.artifact.image.Descriptor;
import dev.backline.artifact.image.ImageManifest;
import dev.backline.artifact.image.ImageStore;
import dev.backline.artifact.image.MediaTypes;
import dev.backline.failure.Failure;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.SequencedCollection;

/** Parts first, then the manifest: a registry takes no manifest that names what it doesn't have. */
record Push(Repository repository, RegistryHttp http, ImageStore store) {

  /** What an image's manifest may be (OCI distribution specification 1.1, "Pulling manifests"). */
  static final String MANIFEST_TYPES = String.join(", ", MediaTypes.manifests());

  Pushed push(ImageManifest image, SequencedCollection<String> tags) throws InterruptedException {
    if (tags.isEmpty()) {
      throw new IllegalArgumentException("an image without a tag is deleted by registries");
    }
    String tried = "pushing " + image.digest().abbreviated() + " to " + repository;
    Pushed pushed = new Pushed(0, 0);
    for (Descriptor part : image.parts()) {
      if (!isThere(part, tried)) {
        upload(part, tried);
        pushed = pushed.plus(part.size());
      }
    }
    for (String tag : tags) {
      name(image, tag, tried);
    }
    return new Pushed(
        pushed.partsSent(), pushed.bytesSent() + (long) tags.size() * image.bytes().length);
  }

  private boolean isThere(Descriptor part, String tried) throws InterruptedException {
    HttpResponse<byte[]> response =
        http.send(RegistryRequest.of("HEAD", repository.at("blobs/" + part.digest())), tried);
    return switch (response.statusCode()) {
      // Some keep blobs elsewhere, and send whoever wants one there.
      case 200, 302, 307 -> true;
      case 404 -> false;
      default -> throw unexpected(response, tried);
    };
  }

  /** At one go ("POST then PUT"): pieces would save nothing, as no push goes on after a failure. */
  private void upload(Descriptor part, String tried) throws InterruptedException {
    Path file = store.blob(part).orElseThrow(() -> missing(part, tried));
    HttpResponse<byte[]> begun =
        http.send(RegistryRequest.of("POST", repository.at("blobs/uploads/")), tried);
    require(begun, 202, tried);
    URI place =
        begun
            .headers()
            .firstValue("Location")
            .map(repository.at("blobs/uploads/")::resolve)
            .orElseThrow(() -> unexpected(begun, tried));
    RegistryRequest content =
        RegistryRequest.of("PUT", withDigest(place, part))
            .sending("application/octet-stream", content(file, part, tried));
    require(http.send(content, tried), 201, tried);
  }

  private void name(ImageManifest image, String tag, String tried) throws InterruptedException {
    RegistryRequest request =
        RegistryRequest.of("PUT", repository.at("manifests/" + tag))
            .sending(image.self().mediaType(), BodyPublishers.ofByteArray(image.bytes()));
    require(http.send(request, tried), 201, tried);
  }

  private static URI withDigest(URI place, Descriptor part) {
    return URI.create(
        place + (place.getRawQuery() == null ? "?" : "&") + "digest=" + part.digest());
  }

  private static BodyPublisher content(Path file, Descriptor part, String tried) {
    try {
      return BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw missing(part, tried);
    }
  }

  private static RuntimeException missing(Descriptor part, String tried) {
    return Failure.unavailable(
            tried,
            part.digest() + " is missing from the store",
            "build the image again from its commit")
        .toException();
  }

  private void require(HttpResponse<byte[]> response, int status, String tried) {
    if (response.statusCode() != status) {
      throw unexpected(response, tried);
    }
  }

  private RuntimeException unexpected(HttpResponse<byte[]> response, String tried) {
    return RegistryFailures.answered(
            tried, repository.registry(), response.statusCode(), response.body())
        .toException();
  }
}
