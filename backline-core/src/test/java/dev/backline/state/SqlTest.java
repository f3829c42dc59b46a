package dev.backline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTest {

  @TempDir Path data;
  private Sql sql;

  @BeforeEach
  void open() {
    sql = StateFile.open(new DataDirectory(data.resolve("d")));
  }

  /** A temporary table belongs to one connection. */
  @Test
  void looksInARowGoThroughOneConnection() {
    int seen =
        sql.lookingAround(() -> {
          sql.looking(tx -> tx.update("create temporary table mine as select 7 as number"));
          return number();
        });

    assertThat(seen).isEqualTo(7);
    assertThatThrownBy(this::number)
        .isInstanceOf(BacklineException.class)
        .hasStackTraceContaining("no such table");
  }

  @Test
  void aLookThatFailsLeavesTheOthersTheirConnection() {
    int seen =
        sql.lookingAround(() -> {
          assertThatThrownBy(this::number).isInstanceOf(BacklineException.class);
          sql.looking(tx -> tx.update("create temporary table mine as select 7 as number"));
          return number();
        });

    assertThat(seen).isEqualTo(7);
  }

  private int number() {
    return sql.looking(tx -> tx.one("select number from mine", row -> row.getInt(1)).orElseThrow());
  }
}
