package dev.musicgraph.band;

import dev.musicgraph.catalogue.Alphabet;
import dev.musicgraph.catalogue.Stored;
import dev.musicgraph.genre.GenreId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The bands in the database; columns are always named, as in {@code Genres}. */
@Component
public final class Bands {
  private static final String SELECT =
      """
      select b.id, b.name, b.primary_genre_id, b.version,
        array(select bg.genre_id from band_genre bg where bg.band_id = b.id) as genres
      from band b
      """;

  private final JdbcClient database;

  public Bands(JdbcClient database) {
    this.database = database;
  }

  /** By name. */
  public List<Band> all() {
    return Alphabet.sorted(
        database.sql(SELECT + "order by b.id").query(Bands::band).list(), Band::name);
  }

  public Optional<Band> find(BandId id) {
    return stored(id).map(Stored::value);
  }

  public Optional<Stored<Band>> stored(BandId id) {
    return database
        .sql(SELECT + "where b.id = :id")
        .param("id", id.value())
        .query((row, i) -> new Stored<>(band(row, i), row.getInt("version")))
        .optional();
  }

  /** Needs a transaction around it. */
  public void insert(Band band) {
    database
        .sql("insert into band (id, name, primary_genre_id) values (:id, :name, :primary)")
        .param("id", band.id().value())
        .param("name", band.name())
        .param("primary", band.primaryGenre().value())
        .update();
    insertGenres(band);
  }

  /**
   * Needs a transaction around it.
   *
   * @param version that it must still have
   * @return whether it had that
   */
  public boolean update(Band band, int version) {
    int changed =
        database
            .sql(
                """
                update band set name = :name, primary_genre_id = :primary, version = version + 1
                where id = :id and version = :version
                """)
            .param("id", band.id().value())
            .param("version", version)
            .param("name", band.name())
            .param("primary", band.primaryGenre().value())
            .update();
    if (changed == 0) {
      return false;
    }
    database
        .sql("delete from band_genre where band_id = :id")
        .param("id", band.id().value())
        .update();
    insertGenres(band);
    return true;
  }

  public void delete(BandId id) {
    database.sql("delete from band where id = :id").param("id", id.value()).update();
  }

  private void insertGenres(Band band) {
    for (GenreId genre : band.genres()) {
      database
          .sql("insert into band_genre (band_id, genre_id) values (:band, :genre)")
          .param("band", band.id().value())
          .param("genre", genre.value())
          .update();
    }
  }

  private static Band band(ResultSet row, int number) throws SQLException {
    return new Band(
        new BandId(row.getString("id")),
        row.getString("name"),
        new GenreId(row.getString("primary_genre_id")),
        genres(row.getArray("genres")));
  }

  private static List<GenreId> genres(Array array) throws SQLException {
    return Arrays.stream((String[]) array.getArray()).map(GenreId::new).toList();
  }
}
