package dev.musicgraph.api;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads genres for the API, a page at a time. */
@Component
final class GenreRecords {
  private static final String SELECT =
      """
      select r.id, r.name, r.type, r.primary_parent_id, r.version,
        array(select p.parent_id from genre_parent p where p.genre_id = r.id
          order by p.parent_id collate "C") as parents,
        array(select o.other_id from genre_relation o where o.genre_id = r.id
          order by o.other_id collate "C", o.kind) as others,
        array(select o.kind from genre_relation o where o.genre_id = r.id
          order by o.other_id collate "C", o.kind) as kinds
      from genre r
      """;

  private final JdbcClient database;

  GenreRecords(JdbcClient database) {
    this.database = database;
  }

  Optional<GenreRecord> find(String id) {
    return database
        .sql(SELECT + "where r.id = :id")
        .param("id", id)
        .query(GenreRecords::genre)
        .optional();
  }

  Part<GenreRecord> page(Filter filter, ListPage page) {
    return new Part<>(
        filter.page(database, SELECT, page).query(GenreRecords::genre).list(),
        filter.count(database, "genre"));
  }

  private static GenreRecord genre(ResultSet row, int number) throws SQLException {
    String[] others = texts(row.getArray("others"));
    String[] kinds = texts(row.getArray("kinds"));
    GenreRecord.Related[] relations = new GenreRecord.Related[others.length];
    Arrays.setAll(relations, i -> new GenreRecord.Related(others[i], kinds[i]));
    return new GenreRecord(
        row.getString("id"),
        row.getString("name"),
        row.getString("type"),
        row.getString("primary_parent_id"),
        List.of(texts(row.getArray("parents"))),
        List.of(relations),
        row.getInt("version"));
  }

  static String[] texts(Array array) throws SQLException {
    return (String[]) array.getArray();
  }
}
