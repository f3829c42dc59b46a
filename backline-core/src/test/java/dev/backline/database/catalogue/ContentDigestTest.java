package dev.backline.database.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentDigestTest {

  private static final long SEED = 20_261_123;

  private DatabaseAccess database = TestDatabases.admin();

  @BeforeEach
  void make() {
    database = TestDatabases.admin().to(TestDatabases.fresh("content").name());
    TestDatabases.execute(
        database,
        "CREATE TABLE r (id int, r text, price float, at timestamptz, data jsonb, raw bytea)",
        "CREATE TABLE x (n int)",
        "CREATE SEQUENCE s");
  }

  @Test
  void isTheSameInWhateverOrderRowsWereInserted() {
    Random random = new Random(SEED);
    List<String> rows = rows(random, 200);
    insert(rows);
    ContentDigest first = read();
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(rows, random);
      TestDatabases.execute(database, "TRUNCATE r");
      insert(rows);

      assertThat(first.differencesOfCopy(read())).isEmpty();
    }
    assertThat(first.rows()).isEqualTo(200);
  }

  @Test
  void differsAfterAnyOneChange() {
    Random random = new Random(SEED);
    insert(rows(random, 50));
    ContentDigest before = read();
    for (int round = 0; round < 28; round++) {
      int id = random.nextInt(50);
      String change =
          switch (round % 7) {
            case 0 -> "UPDATE r SET r = r || ' ' WHERE id = " + id;
            case 1 -> "UPDATE r SET price = price + 0.0000001 WHERE id = " + id;
            case 2 -> "UPDATE r SET at = at + interval '1 microsecond' WHERE id = " + id;
            case 3 -> "DELETE FROM r WHERE id = " + id;
            case 4 -> "INSERT INTO r SELECT * FROM r WHERE id = " + id;
            case 5 -> "UPDATE r SET raw = NULL WHERE id = " + id;
            default -> "UPDATE r SET data = data || '{\"more\": 1}' WHERE id = " + id;
          };
      TestDatabases.execute(database, "CREATE TABLE kept AS TABLE r", change);
      List<String> differences = before.differencesOfCopy(readWithout("kept"));
      assertThat(differences)
          .as(change)
          .singleElement()
          .asString()
          .startsWith("table public.r had");
      TestDatabases.execute(database, "TRUNCATE r", "INSERT INTO r TABLE kept", "DROP TABLE kept");
    }
    assertThat(before.differencesOfCopy(read())).isEmpty();
  }

  @Test
  void namesATableThatIsMissingOrNew() {
    ContentDigest before = read();
    TestDatabases.execute(database, "DROP TABLE x", "CREATE TABLE y ()");

    assertThat(before.differencesOfCopy(read()))
        .containsExactly("table public.x is missing", "table public.y was not there");
  }

  @Test
  void aSequenceMayBeAheadInACopyButNotBehind() {
    ContentDigest fresh = read();
    TestDatabases.query(database, "SELECT nextval('s')");
    ContentDigest used = read();

    assertThat(fresh.differencesOfCopy(used)).isEmpty();
    assertThat(used.differencesOfCopy(fresh))
        .containsExactly("sequence public.s stood at 1, stands at 1");
  }

  @Test
  void largeObjectsCount() {
    ContentDigest before = read();
    TestDatabases.query(database, "SELECT lo_from_bytea(0, 'abc')");

    assertThat(before.differencesOfCopy(read()))
        .singleElement()
        .asString()
        .contains("(large objects)");
  }

  private static List<String> rows(Random random, int count) {
    List<String> rows = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      rows.add(
          "(%d, 'text %d ü', %s, '2026-01-01Z'::timestamptz + interval '%d s', '{\"k\": %d}', '\\x%02x')"
              .formatted(
                  id,
                  random.nextInt(),
                  random.nextDouble(),
                  random.nextInt(1_000_000),
                  random.nextInt(),
                  random.nextInt(256)));
    }
    return rows;
  }

  private void insert(List<String> rows) {
    TestDatabases.execute(database, "INSERT INTO r VALUES " + String.join(", ", rows));
  }

  private ContentDigest readWithout(String table) {
    ContentDigest all = read();
    var tables = new java.util.TreeMap<>(all.tables());
    tables.remove("public." + table);
    return new ContentDigest(tables, all.sequences());
  }

  private ContentDigest read() {
    try (Connection connection = database.connect(TestDatabases.LIMIT)) {
      return ContentReader.read(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
