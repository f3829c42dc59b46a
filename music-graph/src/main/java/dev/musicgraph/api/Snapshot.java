package dev.musicgraph.api;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Several queries that see the database as of one moment: a page and the total belong together. */
@Component
final class Snapshot {
  private final TransactionTemplate transaction;

  Snapshot(PlatformTransactionManager transactions) {
    transaction = new TransactionTemplate(transactions);
    transaction.setReadOnly(true);
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  <T> T read(Supplier<T> queries) {
    return Objects.requireNonNull(transaction.execute(status -> queries.get()));
  }
}
