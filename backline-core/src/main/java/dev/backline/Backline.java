package dev.backline;

import dev.backline.access.AccessTokens;
import dev.backline.journal.Journal;
import dev.backline.journal.jdbc.JdbcJournal;
import dev.backline.lease.Leases;
import dev.backline.lease.Owner;
import dev.backline.lease.jdbc.JdbcLeases;
import dev.backline.pipeline.AppPipelines;
import dev.backline.pipeline.Parts;
import dev.backline.proof.ProofStore;
import dev.backline.release.ReleaseHistory;
import dev.backline.run.OutputLog;
import dev.backline.run.Pipelines;
import dev.backline.run.RunWorker;
import dev.backline.run.Runs;
import dev.backline.run.jdbc.JdbcOutputLog;
import dev.backline.run.jdbc.JdbcRuns;
import dev.backline.state.DataDirectory;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Backline on one data directory: what the command line and the controller both are made of. Any
 * number of processes may open the same directory; leases keep them out of each other's way. The
 * parts that only runs need are made when they are first asked for, so that a command that only
 * looks starts at once.
 */
public final class Backline {

  private final DataDirectory data;
  private final InstantSource clock;
  private final Sql sql;
  private final Runs runs;
  private final Journal journal;
  private final OutputLog output;
  private final Leases leases;
  private final Supplier<Parts> parts;

  private Backline(
      DataDirectory data, DataSource state, InstantSource clock, UnaryOperator<Journal> crashes) {
    this.data = data;
    this.clock = clock;
    this.sql = new Sql(state);
    this.runs = new JdbcRuns(sql, clock);
    this.journal = crashes.apply(new JdbcJournal(sql, clock));
    this.output = new JdbcOutputLog(sql, clock);
    this.leases = new JdbcLeases(sql, clock);
    this.parts = Once.of(() -> LocalParts.on(data, state, runs, journal, output, clock));
  }

  /** Opens the data directory, making it where it does not exist. */
  public static Backline open(DataDirectory data, InstantSource clock) {
    return open(data, clock, UnaryOperator.identity());
  }

  /**
   * For tests that kill the process at an exact place: every journal entry passes {@code crashes}.
   */
  static Backline open(DataDirectory data, InstantSource clock, UnaryOperator<Journal> crashes) {
    return new Backline(data, StateFile.openDataSource(data), clock, crashes);
  }

  public DataDirectory data() {
    return data;
  }

  public Runs runs() {
    return runs;
  }

  public Journal journal() {
    return journal;
  }

  public OutputLog output() {
    return output;
  }

  public Leases leases() {
    return leases;
  }

  public AccessTokens tokens() {
    return new AccessTokens(sql, clock);
  }

  /** Which release serves where, and which did. */
  public ReleaseHistory releases() {
    return new ReleaseHistory(sql, clock);
  }

  /** For many looks at runs, journal, leases and releases in a row: cheaper together than alone. */
  public <T> T lookingAround(Supplier<T> looks) {
    return sql.lookingAround(looks);
  }

  /** What rehearsals have shown. */
  public ProofStore proofs() {
    return new ProofStore(sql);
  }

  /** What pipelines work with. */
  public Parts parts() {
    return parts.get();
  }

  /** Works on the runs of apps in this process. */
  public RunWorker worker() {
    return worker(new AppPipelines(parts()));
  }

  /** Works on runs whose steps these pipelines build. */
  public RunWorker worker(Pipelines pipelines) {
    return new RunWorker(runs, journal, output, leases, pipelines, Owner.thisProcess());
  }
}
