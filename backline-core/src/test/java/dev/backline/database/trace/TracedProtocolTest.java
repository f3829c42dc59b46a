package dev.backline.database.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drivers may send and pgjdbc does not. */
@Timeout(60)
class TracedProtocolTest {

  private final WatchedDatabase database =
      WatchedDatabase.open("CREATE TABLE band (id int, name text)");

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void statementsInOnePipelineAreToldOneByOne() throws Exception {
    try (Wire wire = Wire.connect(database.through())) {
      wire.sendExecution("BEGIN")
          .sendExecution("ALTER TABLE band ADD COLUMN home text")
          .sendExecution("COMMIT")
          .sendExecution("UPDATE band SET id = 1")
          .send('S');
      assertThat(wire.answers('Z')).isEqualTo("12C12C12C12CZ");
    }

    assertThat(database.told("ALTER").inTransaction()).isTrue();
    assertThat(database.told("ALTER").locks())
        .extracting(TakenLock::mode)
        .containsExactly(LockMode.ACCESS_EXCLUSIVE);
    assertThat(database.told("UPDATE").inTransaction()).isFalse();
    assertThat(database.told("UPDATE").locks())
        .extracting(TakenLock::mode)
        .containsExactly(LockMode.ROW_EXCLUSIVE);
  }

  @Test
  void messagesSentWithoutWaitingAreAnsweredInOrder() throws Exception {
    try (Wire wire = Wire.connect(database.through())) {
      wire.send('Q', "BEGIN")
          .send('Q', "LOCK band")
          .send('Q', "SELECT 1 / n FROM generate_series(0, 0) n");
      wire.send('Q', "ROLLBACK").sendExecution("SELECT 1").send('S').sendExecution("SELECT 2");
      wire.send('S');
      assertThat(wire.answers('Z')).isEqualTo("CZ");
      assertThat(wire.answers('Z')).isEqualTo("CZ");
      assertThat(wire.answers('Z')).isEqualTo("TEZ");
      assertThat(wire.answers('Z')).isEqualTo("CZ");
      assertThat(wire.answers('Z')).isEqualTo("12DCZ");
      assertThat(wire.answers('Z')).isEqualTo("12DCZ");
    }

    assertThat(database.told("LOCK").locks()).hasSize(1);
  }

  @Test
  void rowsOfACopyComeAfterASyncThatNobodyAnswers() throws Exception {
    // So does libpq (PQexecParams).
    try (Wire wire = Wire.connect(database.through())) {
      wire.sendExecution("COPY band FROM STDIN").send('S');
      assertThat(wire.answers('G')).isEqualTo("12G");
      wire.send('d', row("1\tCan\n")).send('d', row("2\tNeu!\n")).send('c').send('S');
      assertThat(wire.answers('Z')).isEqualTo("CZ");

      wire.sendExecution("COPY band FROM STDIN").send('S');
      assertThat(wire.answers('G')).isEqualTo("12G");
      wire.send('d', row("not a number\n")).send('c').send('S');
      assertThat(wire.answers('Z')).isEqualTo("EZ");

      wire.sendExecution("COPY band FROM STDIN").send('S');
      assertThat(wire.answers('G')).isEqualTo("12G");
      wire.send('f', "no more").send('S').send('Q', "SELECT count(*) FROM band");
      assertThat(wire.answers('Z')).isEqualTo("EZ");
      assertThat(wire.answers('Z')).isEqualTo("TDCZ");
    }

    assertThat(database.trace().statements())
        .filteredOn(statement -> statement.sql().startsWith("COPY"))
        .satisfiesExactly(
            copied -> {
              assertThat(copied.rows()).hasValue(2);
              assertThat(copied.locks())
                  .extracting(TakenLock::mode)
                  .containsExactly(LockMode.ROW_EXCLUSIVE);
            },
            broken -> assertThat(broken.failure().orElseThrow()).startsWith("22P02"),
            stopped -> assertThat(stopped.failure().orElseThrow()).startsWith("57014"));
  }

  @Test
  void whatFollowsAnErrorInAPipelineIsSkippedAsByTheServer() throws Exception {
    try (Wire wire = Wire.connect(database.through())) {
      wire.send('D', new byte[] {'S'}, "nothing").sendExecution("SELECT 1").send('S');
      wire.send('P', "", "SELEKT", (short) 0).sendExecution("SELECT 2").send('S');
      wire.sendExecution("SELECT 1 / n FROM generate_series(0, 0) n")
          .sendExecution("SELECT 3")
          .send('Q', "SELECT 4")
          .send('S');
      wire.sendExecution("SELECT 5").send('S');
      assertThat(wire.answers('Z')).isEqualTo("EZ");
      assertThat(wire.answers('Z')).isEqualTo("EZ");
      assertThat(wire.answers('Z')).isEqualTo("12EZ");
      assertThat(wire.answers('Z')).isEqualTo("12DCZ");
    }

    assertThat(database.sqls())
        .endsWith("SELEKT", "SELECT 1 / n FROM generate_series(0, 0) n", "SELECT 5");
    assertThat(database.told("SELEKT").failure().orElseThrow()).startsWith("42601");
  }

  @Test
  void aTextOfMegabytesPassesAndItsBeginningIsKept() throws Exception {
    String sql = "SELECT length('" + "x".repeat(3_000_000) + "')";
    try (Wire wire = Wire.connect(database.through())) {
      wire.send('Q', sql);
      assertThat(wire.answers('Z')).isEqualTo("TDCZ");
    }

    assertThat(database.told("SELECT length").sql()).hasSize(1024 * 1024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q\0\0\0\3", "Q\u007f\u007f\u007f\u007f", "\1\0\0\0\10"})
  void aMalformedMessageEndsItsConnectionOnly(String message) throws Exception {
    try (Connection other = database.connect("extended");
        Wire wire = Wire.connect(database.through())) {
      wire.sendRaw(message.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(wire.answers('Z')).isEqualTo("-");
      assertThat(WatchedDatabase.query(other, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void encryptionIsDeclinedAndAMalformedBeginningEndsTheConnection() throws IOException {
    try (Socket socket = new Socket(database.through().host(), database.through().port())) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int code : new int[] {80_877_103, 80_877_104}) {
        out.writeInt(8);
        out.writeInt(code);
        assertThat(in.read()).isEqualTo('N');
      }
      out.writeInt(100_000);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void textsAreReadInTheClientsEncoding() throws Exception {
    try (Wire wire = Wire.connect(database.through())) {
      wire.send('Q', "SET client_encoding = latin1");
      assertThat(wire.answers('Z')).isEqualTo("CSZ");
      byte[] sql = "SELECT 'Motörhead'\0".getBytes(StandardCharsets.ISO_8859_1);
      wire.send('Q', sql);
      assertThat(wire.answers('Z')).isEqualTo("TDCZ");
    }

    assertThat(database.told("SELECT 'Mot").sql()).isEqualTo("SELECT 'Motörhead'");
  }

  @Test
  void aClientThatVanishesIsToldAsSuchAndItsStatementGoesOn() throws Exception {
    try (Wire wire = Wire.connect(database.through())) {
      wire.send('Q', "INSERT INTO band SELECT 1 FROM pg_sleep(0.5)").flush();
      WatchedDatabase.await(() -> database.isRunning("INSERT"), "the statement runs");
      wire.vanish();
      WatchedDatabase.await(() -> !database.sqls().isEmpty(), "the end is noticed");
      WatchedDatabase.await(() -> !database.isRunning("INSERT"), "the statement ends");
    }

    assertThat(database.told("INSERT").failure().orElseThrow()).startsWith("08006");
    try (Connection connection = database.connect("simple")) {
      assertThat(WatchedDatabase.query(connection, "SELECT count(*) FROM band")).isEqualTo("1");
    }
  }

  @Test
  void noConnectionIsLeftOnceItsClientIsGone() throws SQLException {
    database.connect("extended").close();

    WatchedDatabase.await(() -> database.backends() == 0, "the server's process is gone");
  }

  private static byte[] row(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
