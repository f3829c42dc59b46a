package dev.backline.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.image.Descriptor;
import dev.backline.artifact.image.ImageStore;
import dev.backline.artifact.image.SampleImage;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PullOnlyRegistryTest {

  private static final SampleImage IMAGE = SampleImage.of(200_000, 1, 2);
  private static final SampleImage OTHER = SampleImage.of(1000, 3);

  @TempDir Path temp;
  private PullOnlyRegistry registry;
  private HttpClient http;

  @BeforeEach
  void open() throws Exception {
    ImageStore store = new ImageStore(temp, DiskReserve.ofBytes(0), InstantSource.system());
    IMAGE.storeIn(store);
    OTHER.storeIn(store);
    registry = PullOnlyRegistry.open(store, IMAGE.manifest(), "shop");
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void close() {
    registry.close();
    http.close();
  }

  @Test
  void givesTheImageAndItsParts() throws Exception {
    assertThat(get("/v2/").statusCode()).isEqualTo(200);

    HttpResponse<byte[]> manifest = get("/v2/shop/manifests/" + IMAGE.manifest().digest());
    assertThat(manifest.body()).isEqualTo(IMAGE.manifest().bytes());
    assertThat(header(manifest, "Content-Type")).isEqualTo(IMAGE.manifest().self().mediaType());
    assertThat(header(manifest, "Docker-Content-Digest"))
        .isEqualTo(IMAGE.manifest().digest().value());

    for (Descriptor part : IMAGE.manifest().parts()) {
      assertThat(get(blob(part)).body()).isEqualTo(content(part));
    }
  }

  @Test
  void tellsTheSizeWithoutTheContent() throws Exception {
    Descriptor layer = IMAGE.manifest().layers().getFirst();

    HttpResponse<byte[]> head = send("HEAD", blob(layer));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo(Long.toString(layer.size()));
    assertThat(head.body()).isEmpty();
  }

  @Test
  void goesOnWithALayerThatBrokeOff() throws Exception {
    Descriptor layer = IMAGE.manifest().layers().getFirst();
    HttpRequest.Builder request = request(blob(layer)).setHeader("Range", "bytes=1000-");

    HttpResponse<byte[]> rest = http.send(request.build(), BodyHandlers.ofByteArray());

    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(header(rest, "Content-Range"))
        .isEqualTo("bytes 1000-" + (layer.size() - 1) + "/" + layer.size());
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(content(layer), 1000, (int) layer.size()));
  }

  @Test
  void givesNothingElse() throws Exception {
    Descriptor layer = IMAGE.manifest().layers().getFirst();
    for (String path :
        new String[] {
          "/",
          "/v2/_catalog",
          "/v2/shop/tags/list",
          "/v2/shop/manifests/latest",
          "/v2/shop/manifests/" + OTHER.manifest().digest(),
          blob(OTHER.manifest().layers().getFirst()),
          "/v2/other/blobs/" + layer.digest(),
          "/v2/shop/blobs/../../index.json"
        }) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void takesNothing() throws Exception {
    Descriptor layer = IMAGE.manifest().layers().getFirst();
    for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
      assertThat(send(method, blob(layer)).statusCode()).as(method).isEqualTo(405);
    }
  }

  @Test
  void turnsTlsAwayAtOnceAsEnginesTryItFirst() throws Exception {
    try (Socket engine =
        new Socket(registry.address().getAddress(), registry.address().getPort())) {
      engine.setSoTimeout(5000);
      // The head of a ClientHello (RFC 8446): no line ends in it that a server could wait for.
      engine.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1});

      assertThat(new String(engine.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.0 400 ");
    }
  }

  @Test
  void endsItsConnectionsWhenItIsClosed() throws Exception {
    try (Socket engine =
        new Socket(registry.address().getAddress(), registry.address().getPort())) {
      engine.setSoTimeout(5000);
      engine.getOutputStream().write("GET /v2/".getBytes(StandardCharsets.US_ASCII));

      registry.close();

      assertThat(ended(engine)).isTrue();
    }
  }

  @Test
  void listensOnTheLoopbackAddressAlone() {
    assertThat(registry.address().getAddress().isLoopbackAddress()).isTrue();
  }

  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static byte[] content(Descriptor part) {
    return IMAGE.open(part).readAllBytes();
  }

  private static String blob(Descriptor part) {
    return "/v2/shop/blobs/" + part.digest();
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return send("GET", path);
  }

  private HttpResponse<byte[]> send(String method, String path) throws Exception {
    HttpRequest request = request(path).method(method, BodyPublishers.noBody()).build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + registry.address().getPort() + path))
        .timeout(Duration.ofSeconds(20));
  }
}
