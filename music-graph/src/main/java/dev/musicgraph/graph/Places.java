package dev.musicgraph.graph;

import dev.musicgraph.layout.Coordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored places of the map's nodes. */
@Component
final class Places {
  private static final int ROWS_AT_ONCE = 2_000;

  private final JdbcClient database;

  Places(JdbcClient database) {
    this.database = database;
  }

  /** Cheap: for all requests of a moment. */
  Revisions revisions() {
    return database
        .sql("select c.revision, p.revision from catalogue_revision c, place_revision p")
        .query((row, i) -> new Revisions(row.getLong(1), row.getLong(2)))
        .single();
  }

  /** What was moved beside another primary genre since then counts as new. Needs a transaction. */
  Coordinates of(CatalogueGraph graph) {
    Coordinates places = Coordinates.unknown(graph.count());
    database
        .sql("select node, x, y, beside from place")
        .withFetchSize(ROWS_AT_ONCE)
        .query(row -> {
          NodeId id = NodeId.parse(row.getString("node")).orElseThrow();
          OptionalInt node = graph.find(id);
          if (node.isPresent() && isBeside(graph, node.getAsInt(), row.getString("beside"))) {
            places.x()[node.getAsInt()] = row.getDouble("x");
            places.y()[node.getAsInt()] = row.getDouble("y");
          }
        });
    return places;
  }

  /** Writes only what changed, and deletes the places of what is gone. Needs a transaction. */
  void store(CatalogueGraph graph, Coordinates places) {
    String[] nodes = new String[graph.count()];
    List<@Nullable String> beside = new ArrayList<>();
    for (int node = 0; node < nodes.length; node++) {
      nodes[node] = graph.id(node).toString();
      beside.add(primary(graph, node));
    }
    database
        .sql(
            """
            insert into place as p (node, x, y, beside)
            select * from unnest(:nodes::varchar[], :x::float8[], :y::float8[], :beside::varchar[])
            on conflict (node) do update set x = excluded.x, y = excluded.y, beside = excluded.beside
            where (p.x, p.y, p.beside) is distinct from (excluded.x, excluded.y, excluded.beside)
            """)
        .param("nodes", nodes)
        .param("x", places.x())
        .param("y", places.y())
        .param("beside", beside.toArray(String[]::new))
        .update();
    database
        .sql("delete from place where node <> all (:nodes::varchar[])")
        .param("nodes", nodes)
        .update();
    database
        .sql("update place_revision set revision = :revision")
        .param("revision", graph.revision())
        .update();
  }

  private static boolean isBeside(CatalogueGraph graph, int node, @Nullable String beside) {
    String primary = primary(graph, node);
    return primary == null ? beside == null : primary.equals(beside);
  }

  private static @Nullable String primary(CatalogueGraph graph, int node) {
    return graph.primary(node) < 0 ? null : graph.id(graph.primary(node)).slug();
  }
}
