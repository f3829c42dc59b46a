package dev.musicgraph.genre;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The genres in the database. Columns are always named, so that this release also works on a schema
 * that a newer one has added columns to.
 */
@Component
public final class Genres {
  private static final String SELECT =
      """
      select g.id, g.name, g.type, g.primary_parent_id,
        array(select p.parent_id from genre_parent p where p.genre_id = g.id) as parents
      from genre g
      """;

  private final JdbcClient database;

  public Genres(JdbcClient database) {
    this.database = database;
  }

  /** By name. */
  public List<Genre> all() {
    return database.sql(SELECT + "order by lower(g.name), g.id").query(Genres::genre).list();
  }

  public Optional<Genre> find(GenreId id) {
    return database
        .sql(SELECT + "where g.id = :id")
        .param("id", id.value())
        .query(Genres::genre)
        .optional();
  }

  public GenreIndex index() {
    return new GenreIndex(
        all(),
        new HashSet<>(
            database
                .sql("select distinct genre_id from band_genre")
                .query((row, i) -> new GenreId(row.getString(1)))
                .list()));
  }

  /** Names of the bands that belong to a genre, in order. */
  public List<String> bandsOf(GenreId id) {
    return database
        .sql(
            """
            select b.name from band b join band_genre bg on bg.band_id = b.id
            where bg.genre_id = :id order by lower(b.name)
            """)
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  /** Needs a transaction around it. */
  public void insert(Genre genre) {
    database
        .sql(
            """
            insert into genre (id, name, type, primary_parent_id)
            values (:id, :name, :type, :primary)
            """)
        .param("id", genre.id().value())
        .param("name", genre.name())
        .param("type", genre.type().word())
        .param("primary", genre.primaryParent().map(GenreId::value).orElse(null))
        .update();
    insertParents(genre);
  }

  /** Needs a transaction around it. */
  public void update(Genre genre) {
    database
        .sql(
            "update genre set name = :name, type = :type, primary_parent_id = :primary"
                + " where id = :id")
        .param("id", genre.id().value())
        .param("name", genre.name())
        .param("type", genre.type().word())
        .param("primary", genre.primaryParent().map(GenreId::value).orElse(null))
        .update();
    database
        .sql("delete from genre_parent where genre_id = :id")
        .param("id", genre.id().value())
        .update();
    insertParents(genre);
  }

  public void delete(GenreId id) {
    database.sql("delete from genre where id = :id").param("id", id.value()).update();
  }

  private void insertParents(Genre genre) {
    for (GenreId parent : genre.parents()) {
      database
          .sql("insert into genre_parent (genre_id, parent_id) values (:genre, :parent)")
          .param("genre", genre.id().value())
          .param("parent", parent.value())
          .update();
    }
  }

  private static Genre genre(ResultSet row, int number) throws SQLException {
    return new Genre(
        new GenreId(row.getString("id")),
        row.getString("name"),
        GenreType.of(row.getString("type")).orElseThrow(),
        Optional.ofNullable(row.getString("primary_parent_id")).map(GenreId::new),
        parents(row.getArray("parents")));
  }

  private static List<GenreId> parents(Array array) throws SQLException {
    return Arrays.stream((String[]) array.getArray()).map(GenreId::new).toList();
  }
}
