package dev.musicgraph.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Program;
import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import java.io.StringReader;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jgrapht.alg.util.Triple;
import org.jgrapht.nio.BaseEventDrivenImporter;
import org.jgrapht.nio.gexf.SimpleGEXFEventDrivenImporter;
import org.jgrapht.nio.graphml.GraphMLEventDrivenImporter;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The exports, read back by another program's reader and compared with the database. */
@Tag("slow")
class ExportTest {
  private static final String NAME = "<a & \"b\">'ß\u00a0Ω 𝄞👑 ]]> &amp;";

  private static final TestApp APP = TestApp.shared();
  private final Program anybody = new Program(APP.address());

  @BeforeAll
  static void addWhatIsHardToWrite() {
    JdbcClient database = JdbcClient.create(TestDatabases.source(APP.databaseUrl()));
    database
        .sql(
            "with band as (insert into band (id, name, primary_genre_id)"
                + " values ('-hard-', :name, 'dub'))"
                + " insert into band_genre values ('-hard-', 'dub'), ('-hard-', 'ska')")
        .param("name", NAME)
        .update();
    database
        .sql(
            "insert into genre_relation values ('ska', 'dub', 'fusion'), ('ska', 'dub',"
                + " 'influence')")
        .update();
  }

  @AfterAll
  static void takeItAway() {
    TestDatabases.execute(APP.databaseUrl(), "delete from band where id = '-hard-'");
    TestDatabases.execute(
        APP.databaseUrl(),
        "delete from genre_relation where genre_id = 'ska' and other_id = 'dub'");
  }

  @Test
  void graphmlHoldsExactlyWhatTheDatabaseHolds() {
    GraphMLEventDrivenImporter reader = new GraphMLEventDrivenImporter();
    reader.setSchemaValidation(true);
    Read read = new Read(reader);

    reader.importInput(new StringReader(get("/api/export/graph.graphml")));

    assertThat(read.nodes("name")).isEqualTo(nodes());
    assertThat(read.edges()).isEqualTo(edges());
    assertThat(read.places()).isEqualTo(places());
  }

  @Test
  void gexfHoldsExactlyWhatTheDatabaseHolds() {
    SimpleGEXFEventDrivenImporter reader = new SimpleGEXFEventDrivenImporter();
    reader.setSchemaValidation(true);
    Read read = new Read(reader);
    String file = get("/api/export/graph.gexf");

    // The schema that the reader brings forgot the namespace of places, which Gephi asks for.
    reader.importInput(new StringReader(file.replaceAll("<viz:position [^>]*/>", "")));

    assertThat(read.nodes("label")).isEqualTo(nodes());
    assertThat(read.edges()).isEqualTo(edges());
    assertThat(gexfPlaces(file)).isEqualTo(places());
  }

  @Test
  void jsonHoldsExactlyWhatTheDatabaseHolds() {
    JsonNode graph = anybody.get("/api/export/graph.json").json();

    Map<String, String> nodes = new TreeMap<>();
    graph
        .get("nodes")
        .forEach(node ->
            nodes.put(
                node.get("id").asString(),
                node.path("type").asString("") + " " + node.get("name").asString()));
    Set<String> edges = new TreeSet<>();
    graph
        .get("edges")
        .forEach(edge ->
            edges.add(
                String.join(
                    " ",
                    edge.get("source").asString(),
                    edge.get("kind").asString(),
                    edge.get("target").asString(),
                    String.valueOf(edge.path("primary").asBoolean(false)))));
    assertThat(nodes).isEqualTo(nodes());
    assertThat(edges).isEqualTo(edges());
    assertThat(graph.get("nodes").size()).isEqualTo(nodes().size());
  }

  @ParameterizedTest
  @CsvSource({
    "json, application/json",
    "graphml, application/graphml+xml;charset=UTF-8",
    "gexf, application/gexf+xml;charset=UTF-8",
  })
  void isAFileThatIsFetchedAgainOnlyWhenItChanged(String ending, String type) {
    String path = "/api/export/graph." + ending;
    Program.Answer answer = anybody.get(path, "Accept-Encoding", "gzip");
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"music-graph." + ending + "\"");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");

    String tag = settledTag(path);
    assertThat(anybody.get(path, "If-None-Match", tag).status()).isEqualTo(304);
    TestDatabases.execute(APP.databaseUrl(), "update genre set name = name where id = 'ska'");
    assertThat(anybody.get(path, "If-None-Match", tag).status()).isEqualTo(200);
  }

  @Test
  void whatXmlCanNotHoldIsReplaced() {
    assertThat(Xml.text("a\u0000\u0001\u000b\ufffe\ud800b"))
        .isEqualTo("a\ufffd\ufffd\ufffd\ufffd\ufffdb");
    assertThat(Xml.text("<&>\"\t\n\r]]>")).isEqualTo("&lt;&amp;&gt;&quot;&#9;&#10;&#13;]]&gt;");
    assertThat(Xml.text("𝄞é\u0085")).isEqualTo("𝄞é\u0085");
  }

  /** The map's places are worked out in the background; the tag stays once that is done. */
  private String settledTag(String path) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (true) {
      String tag = anybody.get(path).header("ETag");
      boolean settled =
          JdbcClient.create(TestDatabases.source(APP.databaseUrl()))
              .sql("select c.revision = p.revision from catalogue_revision c, place_revision p")
              .query(Boolean.class)
              .single();
      if (settled && anybody.get(path).header("ETag").equals(tag)) {
        return tag;
      }
      assertThat(System.nanoTime()).as("the places are worked out").isLessThan(deadline);
    }
  }

  private static Map<String, String> gexfPlaces(String file) {
    Map<String, String> places = new TreeMap<>();
    Jsoup.parse(file, Parser.xmlParser())
        .select("node")
        .forEach(node -> {
          Element place = node.selectFirst("viz|position");
          places.put(node.id(), place.attr("x") + " " + place.attr("y"));
        });
    return places;
  }

  private String get(String path) {
    Program.Answer answer = anybody.get(path);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  /** By node its type, if it is a genre, and its name. */
  private static Map<String, String> nodes() {
    Map<String, String> nodes = new TreeMap<>();
    JdbcClient.create(TestDatabases.source(APP.databaseUrl()))
        .sql(
            "select 'genre:' || id, type || ' ' || name from genre"
                + " union all select 'band:' || id, ' ' || name from band")
        .query(row -> {
          nodes.put(row.getString(1), row.getString(2));
        });
    assertThat(nodes).containsEntry("band:-hard-", " " + NAME);
    return nodes;
  }

  /** Each with its kind and whether it is primary. */
  private static Set<String> edges() {
    Set<String> edges =
        new TreeSet<>(
            JdbcClient.create(TestDatabases.source(APP.databaseUrl()))
                .sql(
                    """
                    select 'genre:' || genre_id || ' subgenre genre:' || parent_id || ' '
                      || (parent_id = coalesce(primary_parent_id, ''))
                    from genre_parent join genre on id = genre_id
                    union all
                    select 'genre:' || genre_id || ' ' || kind || ' genre:' || other_id || ' false'
                    from genre_relation
                    union all
                    select 'band:' || band_id || ' band genre:' || genre_id || ' '
                      || (genre_id = primary_genre_id)
                    from band_genre join band on id = band_id
                    """)
                .query(String.class)
                .list());
    assertThat(edges)
        .contains("genre:ska fusion genre:dub false", "band:-hard- band genre:ska false");
    return edges;
  }

  /** As {@code /api/graph} says them. */
  private Map<String, String> places() {
    Map<String, String> places = new TreeMap<>();
    anybody
        .get("/api/graph")
        .json()
        .get("nodes")
        .forEach(node ->
            places.put(
                node.get("id").asString(), node.get("x").asInt() + " " + node.get("y").asInt()));
    return places;
  }

  /** Collects what a reader finds. */
  private static final class Read {
    private final Map<String, Map<String, String>> nodes = new TreeMap<>();
    private final Map<Triple<String, String, Double>, Map<String, String>> edges =
        new IdentityHashMap<>();

    Read(BaseEventDrivenImporter<String, Triple<String, String, Double>> reader) {
      reader.addVertexConsumer(id -> nodes.put(id, new HashMap<>()));
      reader.addVertexAttributeConsumer(
          (about, found) -> nodes.get(about.getFirst()).put(about.getSecond(), found.getValue()));
      reader.addEdgeConsumer(edge -> edges.put(edge, new HashMap<>()));
      reader.addEdgeAttributeConsumer(
          (about, found) -> edges.get(about.getFirst()).put(about.getSecond(), found.getValue()));
    }

    /** In the form of {@link ExportTest#nodes}. */
    Map<String, String> nodes(String name) {
      Map<String, String> read = new TreeMap<>();
      nodes.forEach((id, node) -> {
        assertThat(id).startsWith(node.get("kind") + ":");
        read.put(id, node.getOrDefault("type", "") + " " + node.get(name));
      });
      return read;
    }

    /** In the form of {@link ExportTest#edges}. */
    Set<String> edges() {
      Set<String> read = new TreeSet<>();
      edges.forEach((edge, about) ->
          read.add(
              String.join(
                  " ",
                  edge.getFirst(),
                  about.get("relation"),
                  edge.getSecond(),
                  about.get("primary"))));
      assertThat(read).hasSameSizeAs(edges.keySet());
      return read;
    }

    Map<String, String> places() {
      Map<String, String> read = new TreeMap<>();
      nodes.forEach((id, node) -> read.put(id, node.get("x") + " " + node.get("y")));
      return read;
    }
  }
}
