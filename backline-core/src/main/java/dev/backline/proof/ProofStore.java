package dev.backline.proof;

import dev.backline.journal.RunId;
import dev.backline.state.Sql;
import java.time.Instant;
import java.util.Optional;

/** The proofs of runs, in the state file. */
public final class ProofStore {

  private final Sql sql;

  public ProofStore(Sql sql) {
    this.sql = sql;
  }

  /** Keeps it, in place of what an attempt that died has left. */
  public void put(Proof proof) {
    String json = proof.json();
    sql.inTransaction(tx -> {
      tx.update("delete from proof where run = ?", proof.run());
      return tx.update(
          "insert into proof (run, made_at, content) values (?, ?, ?)",
          proof.run(),
          Instant.parse(proof.made()).toEpochMilli(),
          json);
    });
  }

  public Optional<Proof> find(RunId run) {
    return sql
        .inTransaction(tx ->
            tx.list(
                "select content from proof where run = ?", row -> row.getString(1), run.value()))
        .stream()
        .findFirst()
        .map(Proof::of);
  }
}
