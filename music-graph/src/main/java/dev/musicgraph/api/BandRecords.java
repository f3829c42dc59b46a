package dev.musicgraph.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads bands for the API, a page at a time. */
@Component
final class BandRecords {
  private static final String SELECT =
      """
      select r.id, r.name, r.primary_genre_id, r.version,
        array(select g.genre_id from band_genre g where g.band_id = r.id
          order by g.genre_id collate "C") as genres
      from band r
      """;

  private final JdbcClient database;

  BandRecords(JdbcClient database) {
    this.database = database;
  }

  Optional<BandRecord> find(String id) {
    return database
        .sql(SELECT + "where r.id = :id")
        .param("id", id)
        .query(BandRecords::band)
        .optional();
  }

  Part<BandRecord> page(Filter filter, ListPage page) {
    return new Part<>(
        filter.page(database, SELECT, page).query(BandRecords::band).list(),
        filter.count(database, "band"));
  }

  private static BandRecord band(ResultSet row, int number) throws SQLException {
    return new BandRecord(
        row.getString("id"),
        row.getString("name"),
        row.getString("primary_genre_id"),
        List.of(GenreRecords.texts(row.getArray("genres"))),
        row.getInt("version"));
  }
}
