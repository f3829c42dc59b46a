package dev.backline;

import dev.backline.journal.Journal;
import dev.backline.journal.jdbc.JdbcJournal;
import dev.backline.lease.Leases;
import dev.backline.lease.Owner;
import dev.backline.lease.jdbc.JdbcLeases;
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

/**
 * Backline on one data directory: what the command line and the controller both are made of. Any
 * number of processes may open the same directory; leases keep them out of each other's way.
 */
public final class Backline {

  private final DataDirectory data;
  private final Runs runs;
  private final Journal journal;
  private final OutputLog output;
  private final Leases leases;

  private Backline(DataDirectory data, Sql sql, InstantSource clock) {
    this.data = data;
    this.runs = new JdbcRuns(sql, clock);
    this.journal = new JdbcJournal(sql, clock);
    this.output = new JdbcOutputLog(sql, clock);
    this.leases = new JdbcLeases(sql, clock);
  }

  /** Opens the data directory, making it where it does not exist. */
  public static Backline open(DataDirectory data, InstantSource clock) {
    return new Backline(data, StateFile.open(data), clock);
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

  /** Works on runs in this process. */
  public RunWorker worker(Pipelines pipelines) {
    return new RunWorker(runs, journal, output, leases, pipelines, Owner.thisProcess());
  }
}
