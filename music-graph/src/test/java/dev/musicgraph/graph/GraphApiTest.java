package dev.musicgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphApiTest {
  private final TestApp app = TestApp.shared();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void answersNodesAndEdges() throws Exception {
    assertThat(text(get()))
        .startsWith("{\"revision\":")
        .contains(
            "{\"id\":\"genre:ska\",\"kind\":\"genre\",\"slug\":\"ska\",\"name\":\"Ska\","
                + "\"type\":\"leaf\",\"x\":")
        .contains("\"kind\":\"band\",\"primary\":true}")
        .doesNotContain("\"partial\"", "\"total\"", "null");
  }

  @Test
  void isTheSameCompressedAndNot() throws Exception {
    settled();
    HttpResponse<byte[]> compressed = get("Accept-Encoding", "br, gzip;q=0.5");
    HttpResponse<byte[]> plain = get();

    assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
      assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text(plain));
    }
    assertThat(compressed.headers().firstValue("ETag").orElseThrow())
        .isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow())
        .startsWith("\"");
    assertThat(compressed.headers().allValues("Vary")).contains("Accept-Encoding");
  }

  /** Who sends a token gets the answer by way of Spring MVC, everybody else without. */
  @Test
  void isTheSameWithATokenAndWithout() throws Exception {
    settled();
    String[] token = {"Authorization", "Bearer " + app.token(), "Accept-Encoding", "gzip"};
    String[] https = {"X-Forwarded-Proto", "https", "Accept-Encoding", "gzip"};
    HttpResponse<byte[]> without = get("Accept-Encoding", "gzip");

    assertThat(said(without)).isEqualTo(said(get(token)));
    assertThat(without.body()).isEqualTo(get(token).body());
    assertThat(said(get(https)))
        .contains(entry("strict-transport-security", List.of("max-age=31536000")));
    assertThat(get("Authorization", "Bearer mgt_wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void isNotSentAgainUntilItChanges() throws Exception {
    HttpResponse<byte[]> settled = settled();
    String tag = settled.headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> same = get("If-None-Match", tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("Cache-Control")).contains("no-cache");

    execute("update genre set name = 'Ska!' where id = 'ska'");
    HttpResponse<byte[]> changed = get("If-None-Match", tag);
    execute("update genre set name = 'Ska' where id = 'ska'");

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(text(changed)).contains("\"Ska!\"");
  }

  @Tag("slow")
  @Test
  void storesThePlacesAfterAChangeAndKeepsThoseOfTheOthers() throws Exception {
    String before = place(text(settled()), "genre:ska");

    execute("insert into genre (id, name, type) values ('atlantis', 'Atlantis', 'leaf')");
    assertThat(text(get())).contains("\"genre:atlantis\"");
    HttpResponse<byte[]> after = settled();
    execute("delete from genre where id = 'atlantis'");

    assertThat(place(text(after), "genre:ska")).isEqualTo(before);
    settled();
    assertThat(count("place where node = 'genre:atlantis'")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip            | true
          br, gzip        | true
          GZIP;q=1        | true
          gzip; q=0.01    | true
          gzip;q=0        | false
          gzip ; q=0.000  | false
          identity        | false
          x-gzipped       | false
          """)
  void isCompressedForThoseThatTakeIt(String encodings, boolean takes) {
    assertThat(GraphApi.takesGzip(encodings)).isEqualTo(takes);
  }

  /** The answer once the background work is done. */
  private HttpResponse<byte[]> settled() throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    get();
    while (count("place_revision p, catalogue_revision c where p.revision = c.revision") == 0) {
      assertThat(System.nanoTime()).as("the places are stored").isLessThan(deadline);
      get();
    }
    return get();
  }

  private static String place(String map, String node) {
    return map.replaceAll("(?s).*\"" + node + "\"[^}]*(\"x\":[^}]*)}.*", "$1");
  }

  private HttpResponse<byte[]> get(String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.address().resolve("/api/graph")).timeout(Duration.ofSeconds(20));
    return http.send(
        headers.length == 0 ? request.build() : request.headers(headers).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private void execute(String sql) {
    TestDatabases.execute(app.databaseUrl(), sql);
  }

  private int count(String from) throws Exception {
    try (var connection = TestDatabases.connect(app.databaseUrl());
        var row = connection.createStatement().executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static Map<String, List<String>> said(HttpResponse<byte[]> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }
}
