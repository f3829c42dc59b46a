package dev.backline.database.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a client sends, and however, the server's answers are those that it gets directly. */
@Timeout(120)
class UnchangedAnswersTest {

  private static final long SEED = 20_261_127;
  private static final int SCRIPTS = 80;
  private static final int LONGEST = 14;

  private static final List<String> STATEMENTS =
      List.of(
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "SAVEPOINT s",
          "ROLLBACK TO s",
          "INSERT INTO band SELECT generate_series(1, 3), 'Can'",
          "INSERT INTO band VALUES (7), (7)",
          "SELECT count(*) FROM band",
          "SELECT repeat('x', n) FROM generate_series(1, 300) n",
          "SELECT 1 / (n - 2) FROM generate_series(1, 3) n",
          "SELEKT",
          "",
          "ALTER TABLE band ADD COLUMN IF NOT EXISTS home text",
          "ALTER TABLE band ALTER COLUMN id TYPE bigint",
          "ALTER TABLE band ALTER COLUMN id TYPE int",
          "DO $$BEGIN RAISE NOTICE 'louder'; END$$",
          "VACUUM band",
          "COPY band (id) FROM STDIN",
          "COPY band (id) TO STDOUT");

  private static final String SCHEMA =
      "CREATE TABLE band (id int UNIQUE DEFERRABLE INITIALLY DEFERRED, name text)";

  private static final String[] CLEANING = {
    "ALTER TABLE band DROP COLUMN IF EXISTS home, ALTER COLUMN id TYPE int", "TRUNCATE band"
  };

  @Test
  void areByteForByteThoseWithoutATrace() throws Exception {
    DatabaseAccess untraced = TestDatabases.fresh("untraced");
    TestDatabases.execute(untraced, SCHEMA);
    try (WatchedDatabase traced = WatchedDatabase.open(SCHEMA);
        Connection cleaner = untraced.connect(TestDatabases.LIMIT);
        Connection tracedCleaner = traced.admin().connect(TestDatabases.LIMIT)) {
      for (long seed = SEED; seed < SEED + SCRIPTS; seed++) {
        WatchedDatabase.execute(cleaner, CLEANING);
        WatchedDatabase.execute(tracedCleaner, CLEANING);
        assertThat(answers(traced.through(), seed))
            .as("seed " + seed)
            .isEqualTo(answers(untraced, seed));
      }
      assertThat(traced.trace().statements()).hasSizeGreaterThan(SCRIPTS);
    }
  }

  private static List<String> answers(DatabaseAccess way, long seed)
      throws IOException, SQLException {
    try (Wire wire = Wire.connect(way)) {
      return answers(wire, new Random(seed));
    }
  }

  private static List<String> answers(Wire wire, Random random) throws IOException {
    int length = 1 + random.nextInt(LONGEST);
    for (int part = 0; part < length; part++) {
      send(wire, random);
    }
    // However it has left the connection, it can be gone on with.
    wire.send('c').send('S').send('Q', "ROLLBACK").send('Q', "SELECT 'the end'");
    return wire.answersUpTo("the end");
  }

  private static void send(Wire wire, Random random) {
    String sql = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
    short none = 0;
    boolean copies = sql.contains("FROM STDIN");
    // The server hangs up on whoever sends other messages where it expects rows.
    switch (random.nextInt(copies ? 7 : 8)) {
      case 0, 1 -> wire.send('Q', sql);
      case 2 -> wire.sendExecution(sql);
      case 3 -> wire.sendExecution(sql).send('S');
      case 4 -> wire.send('P', "", sql, none).send('D', new byte[] {'S'}, "").send('S');
      case 5 -> wire.send('D', new byte[] {'P'}, "nothing").send('S');
      case 6 -> wire.send('Q', sql + "; SELECT 2");
      default ->
          wire.send('P', "kept", sql, none)
              .send('B', "some", "kept", none, none, none)
              .send('E', "some", 2)
              .send('H')
              .send('E', "some", 0)
              .send('C', new byte[] {'S'}, "kept")
              .send('S');
    }
    if (copies) {
      wire.send('d', random.nextBoolean() ? row("1\n2\n") : row("x\n"));
      wire.send(random.nextInt(4) > 0 ? 'c' : 'f', new byte[random.nextInt(1, 2)]).send('S');
    }
  }

  private static byte[] row(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
