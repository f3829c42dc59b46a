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

  /** Beyond so many alike in one table none is what anybody means; it bounds the time. */
  private static final int MOST_ALIKE = 1_000;

  private static final String BEGINS = "search_key like :prefix or search_key like :word";
  private static final String IS_ALIKE =
      "search_key % :key or :key <% search_key limit " + MOST_ALIKE;

  private static final String QUERY =
      """
      with hit as (
        select * from (%s) as beginning
        union
        select * from (%s) as alike_genre
        union
        select * from (%s) as alike_band
      ),
      scored as (
        select kind, id, name,
          case
            when key = :key then 1
            when key like :prefix then 0.75 + 0.25 * similarity(key, :key)
            when key like :word then 0.5 + 0.25 * similarity(key, :key)
            else 0.5 * greatest(similarity(key, :key), 0.9 * word_similarity(:key, key))
          end as score
        from hit
      )
      select kind, id, round(score::numeric, 3) as score from scored
      order by score desc, kind desc, length(name), id collate "C"
      limit :limit
      """
          .formatted(
              table("genre", BEGINS) + " union all " + table("band", BEGINS),
              table("genre", IS_ALIKE),
              table("band", IS_ALIKE));

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
          String key = prepare(text);
          return key.isEmpty() ? List.of() : hits(key, limit);
        }));
  }

  /**
   * Two wrong letters in a short name leave a quarter of its trigrams. The planner takes comparing
   * trigrams for as cheap as comparing numbers, so it must be told to use the index.
   *
   * @return what the text is as the key of a name
   */
  private String prepare(String text) {
    return database
        .sql(
            """
            select search_key(:text) as key,
              set_config('pg_trgm.similarity_threshold', '0.25', true),
              set_config('pg_trgm.word_similarity_threshold', '0.5', true),
              set_config('enable_seqscan', 'off', true)
            """)
        .param("text", text)
        .query((row, i) -> row.getString("key"))
        .single();
  }

  private List<Hit> hits(String key, int limit) {
    return database
        .sql(QUERY)
        .param("key", key)
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

  private static String table(String table, String condition) {
    return "select '"
        + table
        + "' as kind, id, name, search_key as key from "
        + table
        + " where "
        + condition;
  }
}
