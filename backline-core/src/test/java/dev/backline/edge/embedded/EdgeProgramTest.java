package dev.backline.edge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.HttpPath;
import dev.backline.config.ListenAddress;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.failure.BacklineException;
import dev.backline.host.Fence;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Slot;
import dev.backline.testing.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EdgeProgramTest {

  private static final Fence FENCE = new Fence(1);
  private static final HttpPath PROBE = new HttpPath("/");
  @TempDir Path folder;

  @Test
  void edgeGoesOnWhenWhatItWasBuiltToIsDeleted() throws Exception {
    Path checkout = copyOfTheEdge();
    EdgeClassPath classes = new EdgeClassPath(entries(checkout));
    Edge edge =
        new EmbeddedEdge(
            new EnvironmentFolder("app/test", folder.resolve("environment")), launcher(classes));
    EdgeSettings settings =
        new EdgeSettings(
            new ListenAddress("127.0.0.1", FreePort.any()),
            new EdgeSpec(DataSize.parse("1MB"), Duration.ofSeconds(5)));
    HttpServer app = app();
    try {
      edge.ensureRunning(settings, FENCE);
      delete(checkout);

      edge.switchTo(
          new Route(Slot.BLUE, Target.local(app.getAddress().getPort()), "v1"), PROBE, FENCE);

      assertThat(get(settings)).isEqualTo("hello");
      edge.maintenance(true, FENCE);
      edge.maintenance(false, FENCE);
      assertThat(edge.drain(Slot.GREEN, Duration.ofSeconds(1)).none()).isTrue();
      assertThat(edge.stats(Instant.EPOCH)).isNotNull();
    } finally {
      app.stop(0);
      edge.stop(FENCE);
    }
  }

  @Test
  void sameContentIsCopiedOnceAndOtherContentBeside() throws Exception {
    List<Path> first = program("one").get();

    assertThat(program("one").get()).isEqualTo(first);
    assertThat(program("two").get()).doesNotContainAnyElementsOf(first);
    assertThat(copies()).hasSize(2);
  }

  @Test
  void onlyTheEdgeIsTakenFromALargerProgramsClassPath() throws Exception {
    List<String> names =
        EdgeClassPath.within(System.getProperty("java.class.path")).entries().stream()
            .map(Path::toString)
            .toList();

    assertThat(names)
        .anyMatch(name -> name.contains("undertow-core"))
        .anyMatch(name -> name.contains("backline-edge"))
        .noneMatch(name -> name.contains("backline-core") || name.contains("jgit"));
  }

  @Test
  void copiesThatNothingRunsFromAreRemovedOnceTheyAreOld() throws Exception {
    Path young = copy(program("young"));
    Path old = copy(program("old"));
    Path used = copy(program("used"));
    age(old);
    age(used);
    Process user =
        new ProcessBuilder("tail", "-f", used.resolve("000-classes/a").toString()).start();
    try {
      Path now = copy(program("now"));

      assertThat(copies()).containsExactlyInAnyOrder(young, used, now);
    } finally {
      user.destroyForcibly().waitFor();
    }
  }

  @Test
  void copyThatWasRemovedMeanwhileIsMadeAgain() throws Exception {
    EdgeProgram program = program("one");
    List<Path> first = program.get();
    delete(copy(program));

    assertThat(program.get()).isEqualTo(first);
    assertThat(first.getFirst().resolve("a")).hasContent("one");
  }

  @Test
  void missingProgramIsTold() {
    EdgeProgram gone =
        new EdgeProgram(
            folder.resolve("programs"),
            EdgeClassPath.of(folder.resolve("gone.jar").toString()),
            InstantSource.system());

    assertThatThrownBy(gone::get)
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("gone.jar");
  }

  private EdgeProgram program(String content) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("src-" + content).resolve("classes"));
    Files.writeString(classes.resolve("a"), content);
    return new EdgeProgram(
        folder.resolve("programs"), new EdgeClassPath(List.of(classes)), InstantSource.system());
  }

  private static Path copy(EdgeProgram program) {
    return Objects.requireNonNull(program.get().getFirst().getParent(), "the copy's folder");
  }

  private List<Path> copies() throws IOException {
    return entries(folder.resolve("programs"));
  }

  private static void age(Path copy) throws IOException {
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  private EdgeLauncher launcher(EdgeClassPath classes) {
    return new EdgeLauncher(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        EdgeLauncher.SMALL,
        new EdgeProgram(folder.resolve("programs"), classes, InstantSource.system()));
  }

  /** The edge's part of this test's class path, laid elsewhere to be deleted. */
  private Path copyOfTheEdge() throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("checkout"));
    for (Path entry : EdgeClassPath.within(System.getProperty("java.class.path")).entries()) {
      Path target = checkout.resolve(entry.getFileName());
      try (Stream<Path> all = Files.walk(entry)) {
        for (Path from : all.toList()) {
          Files.copy(from, target.resolve(entry.relativize(from).toString()));
        }
      }
    }
    return checkout;
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static HttpServer app() throws IOException {
    HttpServer app = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    app.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange
              .getResponseBody()
              .write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          exchange.close();
        });
    app.start();
    return app;
  }

  private static String get(EdgeSettings settings) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://" + settings.listen() + "/")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
