package dev.backline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.journal.RunId;
import dev.backline.lease.LeaseScope;
import dev.backline.run.RunKind;
import dev.backline.run.RunRequest;
import dev.backline.run.jdbc.JdbcRuns;
import dev.backline.state.DataDirectory;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofStoreTest {

  @TempDir Path folder;
  private Sql sql;

  @BeforeEach
  void sevenRuns() {
    sql = new Sql(StateFile.openDataSource(new DataDirectory(folder)));
    JdbcRuns runs = new JdbcRuns(sql, InstantSource.system());
    for (int i = 0; i < 7; i++) {
      runs.submit(
          new RunRequest(
              RunKind.PROMOTE,
              new LeaseScope("music-graph", "prod"),
              Map.of(),
              "a test",
              Optional.empty()));
    }
  }

  @Test
  void givesBackWhatWasKept() {
    Proof proof = Proofs.with(2, Map.of(PartName.OLD_RELEASE, Outcome.FAILED));
    new ProofStore(sql).put(proof);

    assertThat(new ProofStore(sql).find(new RunId(7))).contains(proof);
    assertThat(new ProofStore(sql).find(new RunId(6))).isEmpty();
  }

  @Test
  void proofOfBeforeTheNetworkWasToldIsStillRead() {
    Proof proof = Proofs.with(2, Map.of());
    String old = proof.json().replace(",\"network\":\"shut off\"", "");
    assertThat(old).isNotEqualTo(proof.json());

    assertThat(Proof.of(old).network()).isEmpty();
    assertThat(Proof.of(old).parts()).isEqualTo(proof.parts());
  }

  @Test
  void keepsTheLastAttempt() {
    ProofStore store = new ProofStore(sql);
    store.put(Proofs.with(2, Map.of(PartName.MIGRATE_UP, Outcome.FAILED)));
    store.put(Proofs.with(2, Map.of()));

    assertThat(store.find(new RunId(7))).contains(Proofs.with(2, Map.of()));
  }
}
