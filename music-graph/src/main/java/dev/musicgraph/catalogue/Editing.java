package dev.musicgraph.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
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

  /**
   * Writes a change that keeps the rules, unless the record is not the one that its author saw.
   * What is stored already needs no write: a form that is sent twice is saved once.
   *
   * @param version that the author saw
   * @param update tells whether the record still had that version
   */
  public <T> Change<T> change(
      Supplier<Optional<Stored<T>>> read,
      int version,
      Supplier<Checked<T>> check,
      BiPredicate<T, Integer> update) {
    return alone(() -> {
      Optional<Stored<T>> now = read.get();
      Checked<T> checked = check.get();
      if (checked instanceof Checked.Valid<T> valid && isStored(valid.value(), now)) {
        return valid;
      }
      if (now.filter(stored -> stored.version() == version).isEmpty()) {
        return new Change.Stale<>(now, problems(checked));
      }
      return checked instanceof Checked.Valid<T> valid && !update.test(valid.value(), version)
          ? new Change.Stale<>(read.get(), List.of())
          : checked;
    });
  }

  private static <T> boolean isStored(T value, Optional<Stored<T>> now) {
    return now.map(Stored::value).filter(value::equals).isPresent();
  }

  private static List<Problem> problems(Checked<?> checked) {
    return checked instanceof Checked.Invalid<?> invalid ? invalid.problems() : List.of();
  }
}
