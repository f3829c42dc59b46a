package dev.musicgraph.search;

import dev.musicgraph.graph.NodeId;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for names: those that are the text first, then those that begin with it, those with a word
 * that begins with it, and those that are like it (PostgreSQL manual, F.35 pg_trgm).
 */
@Component
final class NameSearch {
  /**
   * @param score above 0.75 if the name begins with the text, above 0.5 if a word of it does, at
   *     most 0.5 if it is only like it
   */
  record Hit(NodeId id, double score) {}

  private static final String QUERY =
      """
      with wanted as (select search_key(:text) as key),
      hit as (
        select 'genre' as kind, g.id, g.name, g.search_key as key, w.key as wanted
        from wanted w, genre g
        where g.search_key like :prefix or g.search_key like :word
          or g.search_key % w.key or w.key <% g.search_key
        union all
        select 'band', b.id, b.name, b.search_key, w.key
        from wanted w, band b
        where b.search_key like :prefix or b.search_key like :word
          or b.search_key % w.key or w.key <% b.search_key
      ),
      scored as (
        select kind, id, name,
          case
            when key = wanted then 1
            when key like :prefix then 0.75 + 0.25 * similarity(key, wanted)
            when key like :word then 0.5 + 0.25 * similarity(key, wanted)
            else 0.5 * greatest(similarity(key, wanted), 0.9 * word_similarity(wanted, key))
          end as score
        from hit
      )
      select kind, id, round(score::numeric, 3) as score from scored
      order by score desc, kind desc, length(name), id collate "C"
      limit :limit
      """;

  private final JdbcClient database;
  private final TransactionTemplate transaction;

  NameSearch(JdbcClient database, PlatformTransactionManager transactions) {
    this.database = database;
    transaction = new TransactionTemplate(transactions);
    transaction.setReadOnly(true);
  }

  /** The best ones first; none if nothing of the text could be part of a name. */
  List<Hit> find(String text, int limit) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          String key =
              database
                  .sql("select search_key(:text)")
                  .param("text", text)
                  .query(String.class)
                  .single();
          return key.isEmpty() ? List.of() : find(key, text, limit);
        }));
  }

  private List<Hit> find(String key, String text, int limit) {
    // Two wrong letters in a short name leave a quarter of its trigrams.
    database
        .sql(
            "select set_config('pg_trgm.similarity_threshold', '0.25', true),"
                + " set_config('pg_trgm.word_similarity_threshold', '0.5', true)")
        .query()
        .listOfRows();
    return database
        .sql(QUERY)
        .param("text", text)
        .param("prefix", key + "%")
        .param("word", "% " + key + "%")
        .param("limit", limit)
        .query((row, i) ->
            new Hit(
                row.getString("kind").equals("genre")
                    ? NodeId.genre(row.getString("id"))
                    : NodeId.band(row.getString("id")),
                row.getDouble("score")))
        .list();
  }
}
