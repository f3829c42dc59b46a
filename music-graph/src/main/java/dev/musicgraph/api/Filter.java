package dev.musicgraph.api;

import dev.musicgraph.catalogue.Slug;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which records of a list are wanted. The conditions are fixed text; what was sent goes into
 * parameters only.
 */
final class Filter {
  private final StringBuilder where = new StringBuilder();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> sent = new LinkedHashMap<>();

  /** Adds a condition that uses the parameter of that name. */
  void and(String condition, String parameter, String value) {
    add(condition, parameter, value);
    sent.put(parameter, value);
  }

  /**
   * Adds that the name holds the text, whatever the case. Ids are names in plain letters, so {@code
   * motor} also finds Motörhead by its id.
   */
  void andNamed(String text) {
    add("(r.name ilike :name or r.id like :slug)", "name", "%" + literally(text) + "%");
    String slug = Slug.of(text);
    values.put("slug", slug.isEmpty() ? "" : "%" + slug + "%");
    sent.put("q", text);
  }

  /** What was asked for, for links to other pages. */
  Map<String, String> sent() {
    return sent;
  }

  long count(JdbcClient database, String table) {
    return database
        .sql("select count(*) from " + table + " r " + where)
        .params(values)
        .query(Long.class)
        .single();
  }

  /** A query for one page of the rows; the order of the ids is the same in every collation. */
  JdbcClient.StatementSpec page(JdbcClient database, String select, ListPage page) {
    return database
        .sql(select + where + "order by r.id collate \"C\" limit :limit offset :offset")
        .params(values)
        .param("limit", page.size())
        .param("offset", page.offset());
  }

  private void add(String condition, String parameter, String value) {
    where.append(where.isEmpty() ? "where " : "and ").append(condition).append('\n');
    values.put(parameter, value);
  }

  private static String literally(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
