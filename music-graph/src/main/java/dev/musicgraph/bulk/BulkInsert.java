package dev.musicgraph.bulk;

import dev.musicgraph.band.BandId;
import dev.musicgraph.genre.GenreId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds what isn't there, and touches nothing that is. A statement takes thousands of rows, so that
 * the time goes into the rows and not into the way there and back. Everything needs a transaction
 * around it.
 */
public final class BulkInsert {
  private static final int ROWS = 5_000;

  private final JdbcClient database;

  public BulkInsert(JdbcClient database) {
    this.database = database;
  }

  /**
   * Adds genres with their parents, in any order.
   *
   * @return the ids that were not there before
   */
  public Set<GenreId> genres(List<NewGenre> genres) {
    Set<GenreId> added = new HashSet<>();
    inParts(
        genres,
        part ->
            database
                .sql(
                    """
                    insert into genre (id, name, type, primary_parent_id)
                    select * from unnest(:ids::text[], :names::text[], :types::text[],
                      :primaries::text[])
                    on conflict (id) do nothing returning id
                    """)
                .param("ids", texts(part, genre -> genre.id().value()))
                .param("names", texts(part, NewGenre::name))
                .param("types", texts(part, genre -> genre.type().word()))
                .param("primaries", texts(part, BulkInsert::primary))
                .query(String.class)
                .list()
                .forEach(id -> added.add(new GenreId(id))));
    parents(genres.stream().filter(genre -> added.contains(genre.id())).toList());
    return added;
  }

  /**
   * Adds relations between genres that are there.
   *
   * @return how many were not there before
   */
  public int relations(List<NewRelation> relations) {
    int[] added = {0};
    inParts(
        relations,
        part ->
            added[0] +=
                database
                    .sql(
                        """
                        insert into genre_relation (genre_id, other_id, kind)
                        select * from unnest(:genres::text[], :others::text[], :kinds::text[])
                        on conflict do nothing
                        """)
                    .param("genres", texts(part, relation -> relation.genre().value()))
                    .param("others", texts(part, relation -> relation.other().value()))
                    .param("kinds", texts(part, relation -> relation.kind().word()))
                    .update());
    return added[0];
  }

  /**
   * Adds bands with their genres, which must be there.
   *
   * @return the ids that were not there before
   */
  public Set<BandId> bands(List<NewBand> bands) {
    Set<BandId> added = new HashSet<>();
    inParts(
        bands,
        part ->
            database
                .sql(
                    """
                    insert into band (id, name, primary_genre_id)
                    select * from unnest(:ids::text[], :names::text[], :primaries::text[])
                    on conflict (id) do nothing returning id
                    """)
                .param("ids", texts(part, band -> band.id().value()))
                .param("names", texts(part, NewBand::name))
                .param("primaries", texts(part, band -> band.primaryGenre().value()))
                .query(String.class)
                .list()
                .forEach(id -> added.add(new BandId(id))));
    genresOf(bands.stream().filter(band -> added.contains(band.id())).toList());
    return added;
  }

  private void parents(List<NewGenre> genres) {
    pairs(
        genres.stream()
            .flatMap(
                genre -> genre.parents().stream().map(parent -> pair(genre.id().value(), parent)))
            .toList(),
        """
        insert into genre_parent (genre_id, parent_id)
        select * from unnest(:from::text[], :to::text[]) on conflict do nothing
        """);
  }

  private void genresOf(List<NewBand> bands) {
    pairs(
        bands.stream()
            .flatMap(band -> band.genres().stream().map(genre -> pair(band.id().value(), genre)))
            .toList(),
        """
        insert into band_genre (band_id, genre_id)
        select * from unnest(:from::text[], :to::text[]) on conflict do nothing
        """);
  }

  private void pairs(List<String[]> pairs, String sql) {
    inParts(
        pairs,
        part ->
            database
                .sql(sql)
                .param("from", texts(part, pair -> pair[0]))
                .param("to", texts(part, pair -> pair[1]))
                .update());
  }

  private static String[] pair(String from, GenreId to) {
    return new String[] {from, to.value()};
  }

  private static @Nullable String primary(NewGenre genre) {
    return genre.parents().isEmpty() ? null : genre.parents().getFirst().value();
  }

  private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }

  private static <T> void inParts(List<T> rows, Consumer<List<T>> insert) {
    for (int from = 0; from < rows.size(); from += ROWS) {
      insert.accept(new ArrayList<>(rows.subList(from, Math.min(rows.size(), from + ROWS))));
    }
  }
}
