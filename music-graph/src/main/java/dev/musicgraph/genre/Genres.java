package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Alphabet;
import dev.musicgraph.catalogue.Stored;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
      select g.id, g.name, g.type, g.primary_parent_id, g.version,
        array(select p.parent_id from genre_parent p where p.genre_id = g.id) as parents,
        array(select r.kind || ' ' || r.other_id from genre_relation r where r.genre_id = g.id)
          as relations
      from genre g
      """;

  private final JdbcClient database;

  public Genres(JdbcClient database) {
    this.database = database;
  }

  /** By name. */
  public List<Genre> all() {
    return Alphabet.sorted(
        database.sql(SELECT + "order by g.id").query(Genres::genre).list(), Genre::name);
  }

  public Optional<Genre> find(GenreId id) {
    return stored(id).map(Stored::value);
  }

  public Optional<Stored<Genre>> stored(GenreId id) {
    return database
        .sql(SELECT + "where g.id = :id")
        .param("id", id.value())
        .query((row, i) -> new Stored<>(genre(row, i), row.getInt("version")))
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

  /** How many bands the genres have, by their ids; those without any are left out. */
  public Map<String, Integer> bandCounts() {
    return database
        .sql("select genre_id, count(*) from band_genre group by genre_id")
        .query((row, i) -> Map.entry(row.getString(1), row.getInt(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Names of the bands that belong to a genre, in order. */
  public List<String> bandsOf(GenreId id) {
    return Alphabet.sorted(
        database
            .sql(
                """
                select b.name from band b join band_genre bg on bg.band_id = b.id
                where bg.genre_id = :id order by b.id
                """)
            .param("id", id.value())
            .query(String.class)
            .list(),
        Function.identity());
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
    insertEdges(genre);
  }

  /**
   * Needs a transaction around it.
   *
   * @param version that it must still have
   * @return whether it had that
   */
  public boolean update(Genre genre, int version) {
    int changed =
        database
            .sql(
                """
                update genre
                set name = :name, type = :type, primary_parent_id = :primary, version = version + 1
                where id = :id and version = :version
                """)
            .param("id", genre.id().value())
            .param("version", version)
            .param("name", genre.name())
            .param("type", genre.type().word())
            .param("primary", genre.primaryParent().map(GenreId::value).orElse(null))
            .update();
    if (changed == 0) {
      return false;
    }
    for (String table : List.of("genre_parent", "genre_relation")) {
      database
          .sql("delete from " + table + " where genre_id = :id")
          .param("id", genre.id().value())
          .update();
    }
    insertEdges(genre);
    return true;
  }

  /** Its relations go with it, also those of others to it. */
  public void delete(GenreId id) {
    database.sql("delete from genre where id = :id").param("id", id.value()).update();
  }

  private void insertEdges(Genre genre) {
    for (GenreId parent : genre.parents()) {
      database
          .sql("insert into genre_parent (genre_id, parent_id) values (:genre, :parent)")
          .param("genre", genre.id().value())
          .param("parent", parent.value())
          .update();
    }
    for (Relation relation : genre.relations()) {
      database
          .sql(
              "insert into genre_relation (genre_id, other_id, kind)"
                  + " values (:genre, :other, :kind)")
          .param("genre", genre.id().value())
          .param("other", relation.genre().value())
          .param("kind", relation.kind().word())
          .update();
    }
  }

  private static Genre genre(ResultSet row, int number) throws SQLException {
    return new Genre(
        new GenreId(row.getString("id")),
        row.getString("name"),
        GenreType.of(row.getString("type")).orElseThrow(),
        Optional.ofNullable(row.getString("primary_parent_id")).map(GenreId::new),
        texts(row.getArray("parents")).map(GenreId::new).toList(),
        texts(row.getArray("relations")).map(Genres::relation).toList());
  }

  private static Relation relation(String kindAndOther) {
    String[] parts = kindAndOther.split(" ", 2);
    return new Relation(new GenreId(parts[1]), RelationKind.of(parts[0]).orElseThrow());
  }

  private static Stream<String> texts(Array array) throws SQLException {
    return Arrays.stream((String[]) array.getArray());
  }
}
