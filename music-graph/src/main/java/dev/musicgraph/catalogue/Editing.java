package dev.musicgraph.catalogue;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One change of the catalogue at a time, over all instances. The rules look at several rows (no
 * cycles, no children), so a change must not slip between another's check and its write.
 */
@Component
public final class Editing {
  private static final long LOCK = 0x67656e7265L;

  private final TransactionTemplate transactions;
  private final JdbcClient database;

  public Editing(PlatformTransactionManager transactions, JdbcClient database) {
    this.transactions = new TransactionTemplate(transactions);
    this.database = database;
  }

  /** Runs the change in one transaction; an exception undoes it. */
  public <T> T alone(Supplier<T> change) {
    T result =
        transactions.execute(status -> {
          database
              .sql("select true from (select pg_advisory_xact_lock(:key)) as lock")
              .param("key", LOCK)
              .query(Boolean.class)
              .single();
          return change.get();
        });
    return Objects.requireNonNull(result);
  }
}
