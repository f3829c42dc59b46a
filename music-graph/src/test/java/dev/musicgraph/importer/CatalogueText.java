package dev.musicgraph.importer;

import dev.musicgraph.testing.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The whole catalogue and where it came from, as lines to compare. */
final class CatalogueText {
  private CatalogueText() {}

  static List<String> of(String url) {
    List<String> lines = new ArrayList<>();
    try (Connection connection = TestDatabases.connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select 'genre ' || g.id || ' | ' || g.name || ' | ' || g.type || ' | '
                  || coalesce(g.primary_parent_id, '-') || ' | ' || coalesce((select
                    string_agg(p.parent_id, ',' order by p.parent_id) from genre_parent p
                    where p.genre_id = g.id), '') as line from genre g
                union all select 'relation ' || genre_id || ' ' || kind || ' ' || other_id
                  from genre_relation
                union all select 'band ' || b.id || ' | ' || b.name || ' | ' || b.primary_genre_id
                  || ' | ' || (select string_agg(x.genre_id, ',' order by x.genre_id)
                    from band_genre x where x.band_id = b.id) from band b
                union all select 'origin ' || source || ' ' || kind || ' ' || external_id || ' '
                  || id from origin
                order by line
                """)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return lines;
  }
}
