package dev.backline.proof;

import dev.backline.database.trace.TakenLock;
import dev.backline.database.trace.TracedStatement;
import java.util.List;

/**
 * What one statement of the migrations did on the copy.
 *
 * @param sql on one line, cut after {@value #LONGEST} characters
 * @param rows -1 where the server says nothing
 * @param locks such as {@code ACCESS_EXCLUSIVE public.band}, of tables that were there before
 * @param rewritten tables whose rows were all written anew
 * @param failure empty if it worked
 */
public record ProvenStatement(
    String sql,
    long tookMillis,
    long rows,
    List<String> locks,
    List<String> rewritten,
    String failure) {

  private static final int LONGEST = 300;

  public ProvenStatement {
    locks = List.copyOf(locks);
    rewritten = List.copyOf(rewritten);
  }

  public static ProvenStatement of(TracedStatement traced) {
    return new ProvenStatement(
        shortened(traced.sql()),
        traced.took().toMillis(),
        traced.rows().orElse(-1),
        traced.locks().stream().filter(lock -> !lock.created()).map(ProvenStatement::told).toList(),
        traced.rewritten().stream().map(Object::toString).sorted().toList(),
        traced.failure().orElse(""));
  }

  private static String told(TakenLock lock) {
    return lock.mode() + " " + lock.table();
  }

  private static String shortened(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
