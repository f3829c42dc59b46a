package dev.musicgraph.attempt;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets each client try each action five times within any 60 s, over all instances. Time is the
 * database's, so that instances need not agree about it.
 */
@Component
public final class Attempts {
  public static final int LIMIT = 5;
  public static final Duration WINDOW = Duration.ofSeconds(60);

  /** How many old rows one try takes away: more than it adds, and never a pause. */
  private static final int SWEPT = 100;

  private final TransactionTemplate transactions;
  private final JdbcClient database;

  public Attempts(PlatformTransactionManager transactions, JdbcClient database) {
    this.transactions = new TransactionTemplate(transactions);
    this.database = database;
  }

  /**
   * Counts the try before it is made, so that many at the same moment are not let through together.
   */
  public Admission admit(Action action, Client client) {
    // Whoever goes on all the same costs one look, and holds up nobody who waits for a turn.
    return wait(action, client)
        .<Admission>map(Attempts::refused)
        .orElseGet(() -> admitInTurn(action, client));
  }

  /** For a try that turned out to be no guess: it doesn't count any more. */
  public void forgive(Admission.Admitted attempt) {
    database.sql("delete from attempt where id = :id").param("id", attempt.id()).update();
  }

  private Admission admitInTurn(Action action, Client client) {
    return Objects.requireNonNull(
        transactions.execute(status -> {
          takeTurns(action, client);
          sweep();
          return wait(action, client)
              .<Admission>map(Attempts::refused)
              .orElseGet(() -> new Admission.Admitted(insert(action, client)));
        }));
  }

  /** Until the end of the transaction nobody else judges this client. */
  private void takeTurns(Action action, Client client) {
    database
        .sql("select true from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) as turn")
        .param("key", "attempt " + action + " " + client.key())
        .query(Boolean.class)
        .single();
  }

  private void sweep() {
    database
        .sql(
            """
            delete from attempt where id in (
              select id from attempt where at < clock_timestamp() - make_interval(secs => :window)
              order by at limit :most for update skip locked)
            """)
        .param("window", WINDOW.toSeconds())
        .param("most", SWEPT)
        .update();
  }

  /** Seconds until the last but four leaves the window, if all five are in it. */
  private Optional<Long> wait(Action action, Client client) {
    return database
        .sql(
            """
            select ceil(extract(epoch from at - clock_timestamp()) + :window) from attempt
            where action = :action and client = :client
              and at > clock_timestamp() - make_interval(secs => :window)
            order by at desc offset :others limit 1
            """)
        .param("window", WINDOW.toSeconds())
        .param("action", action.name())
        .param("client", client.key())
        .param("others", LIMIT - 1)
        .query(Long.class)
        .optional();
  }

  private static Admission.Refused refused(long wait) {
    return new Admission.Refused(Duration.ofSeconds(Math.max(1, wait)));
  }

  private long insert(Action action, Client client) {
    return database
        .sql("insert into attempt (action, client) values (:action, :client) returning id")
        .param("action", action.name())
        .param("client", client.key())
        .query(Long.class)
        .single();
  }
}
