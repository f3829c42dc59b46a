package dev.musicgraph.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What has been read of a dump so far, and up to where: both are stored in one transaction, so that
 * reading goes on exactly there, whenever it was cut short.
 */
final class Staging {
  private static final String MUSIC = " music";

  /** How far reading has come. */
  record Progress(long bytes, long lines, long unreadable, boolean complete) {}

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final String source = Source.WIKIDATA.word();
  private final String identity;

  Staging(JdbcClient database, TransactionTemplate transactions, String identity) {
    this.database = database;
    this.transactions = transactions;
    this.identity = identity;
  }

  Optional<Progress> progress() {
    return sql("select bytes, lines, unreadable, complete from import_file"
            + " where source = :source and identity = :identity")
        .query((row, i) ->
            new Progress(row.getLong(1), row.getLong(2), row.getLong(3), row.getBoolean(4)))
        .optional();
  }

  void begin(String name) {
    sql("insert into import_file (source, identity, name) values (:source, :identity, :name)")
        .param("name", name)
        .update();
  }

  /**
   * @param items by the number of the line that they stand on
   */
  void store(Map<Long, WikidataItem> items, Progress progress) {
    transactions.executeWithoutResult(status -> {
      insert(items);
      sql("""
      update import_file set bytes = :bytes, lines = :lines, unreadable = :unreadable,
        complete = :complete where source = :source and identity = :identity
      """)
          .param("bytes", progress.bytes())
          .param("lines", progress.lines())
          .param("unreadable", progress.unreadable())
          .param("complete", progress.complete())
          .update();
    });
  }

  List<SourceGenre> genres() {
    return sql("select external_id, name from import_item where source = :source and identity ="
            + " :identity and kind = 'genre' order by position")
        .query((row, i) ->
            new SourceGenre(row.getString(1), row.getString(2), aliases(row.getString(2))))
        .list();
  }

  /** Wikidata says "rock music" for what everybody else calls rock. */
  private static List<String> aliases(String name) {
    return name.endsWith(MUSIC)
        ? List.of(name.substring(0, name.length() - MUSIC.length()))
        : List.of();
  }

  List<SourceLink> links() {
    return sql("""
    select i.external_id, l.other, l.kind from import_link l join import_item i
    using (source, identity, position)
    where source = :source and identity = :identity and i.kind = 'genre'
    order by position, place
    """)
        .query((row, i) ->
            new SourceLink(
                row.getString(1), row.getString(2), SourceLink.Kind.of(row.getString(3))))
        .list();
  }

  /**
   * Some of the bands after a line, by the line that they stand on; empty when there are no more.
   */
  Map<Long, SourceBand> bandsAfter(long position, int most) {
    Map<Long, SourceBand> bands = new LinkedHashMap<>();
    sql("""
    select i.position, i.external_id, i.name,
      array(select l.other from import_link l where l.source = i.source
        and l.identity = i.identity and l.position = i.position order by l.place)
    from import_item i where i.source = :source and i.identity = :identity
      and i.kind = 'band' and i.position > :position order by i.position limit :most
    """)
        .param("position", position)
        .param("most", most)
        .query((row, i) ->
            Map.entry(
                row.getLong(1),
                new SourceBand(
                    row.getString(2),
                    row.getString(3),
                    List.of((String[]) row.getArray(4).getArray()))))
        .list()
        .forEach(band -> bands.put(band.getKey(), band.getValue()));
    return bands;
  }

  void clear() {
    for (String table : List.of("import_link", "import_item", "import_file")) {
      sql("delete from " + table + " where source = :source and identity = :identity").update();
    }
  }

  /** Else the planner believes that the tables are empty, until autovacuum comes by. */
  void analyze() {
    database.sql("analyze import_item, import_link").update();
  }

  private void insert(Map<Long, WikidataItem> items) {
    List<Object[]> links = new ArrayList<>();
    items.forEach((line, item) -> {
      for (int place = 0; place < item.links().size(); place++) {
        SourceLink link = item.links().get(place);
        links.add(new Object[] {line, place, link.kind().word(), link.to()});
      }
    });
    sql("""
    insert into import_item (source, identity, position, kind, external_id, name)
    select :source, :identity, * from unnest(:lines::bigint[], :kinds::text[], :ids::text[],
      :names::text[])
    """)
        .param("lines", items.keySet().toArray(Long[]::new))
        .param(
            "kinds",
            items.values().stream()
                .map(item -> item.genre() ? "genre" : "band")
                .toArray(String[]::new))
        .param("ids", items.values().stream().map(WikidataItem::id).toArray(String[]::new))
        .param("names", items.values().stream().map(WikidataItem::name).toArray(String[]::new))
        .update();
    sql("""
    insert into import_link (source, identity, position, place, kind, other)
    select :source, :identity, * from unnest(:lines::bigint[], :places::int[], :kinds::text[],
      :others::text[])
    """)
        .param("lines", links.stream().map(link -> (Long) link[0]).toArray(Long[]::new))
        .param("places", links.stream().map(link -> (Integer) link[1]).toArray(Integer[]::new))
        .param("kinds", links.stream().map(link -> (String) link[2]).toArray(String[]::new))
        .param("others", links.stream().map(link -> (String) link[3]).toArray(String[]::new))
        .update();
  }

  private JdbcClient.StatementSpec sql(String sql) {
    return database.sql(sql).param("source", source).param("identity", identity);
  }
}
