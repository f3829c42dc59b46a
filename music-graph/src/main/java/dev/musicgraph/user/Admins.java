package dev.musicgraph.user;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives and takes the right to edit. There is always somebody left who has it. */
@Component
public final class Admins {
  /** What became of taking it away. */
  public enum Removal {
    DONE,
    /** Refused: nobody would be left who could give it back. */
    LAST_ONE
  }

  private final TransactionTemplate transactions;
  private final JdbcClient database;

  public Admins(PlatformTransactionManager transactions, JdbcClient database) {
    this.transactions = new TransactionTemplate(transactions);
    this.database = database;
  }

  /** The user must be there. */
  public void add(UserId id) {
    set(id, true);
  }

  /** Of two that would remove each other's right at the same moment, only one does. */
  public Removal remove(UserId id) {
    return Objects.requireNonNull(
        transactions.execute(status -> {
          List<Long> admins = held();
          if (admins.equals(List.of(id.value()))) {
            return Removal.LAST_ONE;
          }
          set(id, false);
          return Removal.DONE;
        }));
  }

  /**
   * All administrators, and until the end of the transaction none of them can cease to be one. Rows
   * are read again after waiting for them, and always locked in the same order.
   */
  private List<Long> held() {
    return database
        .sql("select id from app_user where admin order by id for update")
        .query(Long.class)
        .list();
  }

  private void set(UserId id, boolean admin) {
    database
        .sql("update app_user set admin = :admin where id = :id")
        .param("admin", admin)
        .param("id", id.value())
        .update();
  }
}
