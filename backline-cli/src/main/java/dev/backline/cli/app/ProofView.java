package dev.backline.cli.app;

import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Table;
import dev.backline.cli.terminal.Table.Cell;
import dev.backline.cli.terminal.Terminal;
import dev.backline.proof.Outcome;
import dev.backline.proof.Proof;
import dev.backline.proof.ProofPart;
import dev.backline.proof.ProvenStatement;
import dev.backline.proof.Way;
import dev.backline.run.Approval;
import java.util.List;

/** A proof as people read it. */
public record ProofView(Terminal terminal) {

  public void show(Proof proof, List<Approval> approvals) {
    terminal.line(
        proof.release()
            + (proof.before().isEmpty() ? "" : " after " + proof.before())
            + ", rehearsed "
            + proof.made()
            + (proof.backup().isEmpty() ? "" : " on a copy of backup " + proof.backup()));
    terminal.line("");
    parts(proof);
    if (!proof.statements().isEmpty()) {
      terminal.line("");
      statements(proof);
    }
    proof.findings().forEach(finding -> terminal.line("lint: " + finding));
    if (!proof.network().isEmpty()) {
      terminal.line("network: " + proof.network());
    }
    terminal.line("");
    terminal.line("How it is undone:");
    ways(proof);
    approvals.forEach(given -> terminal.line("Approved by " + given));
  }

  private void parts(Proof proof) {
    Table table = new Table("", "WHAT", "TOOK", "");
    for (ProofPart part : proof.parts()) {
      table.row(
          mark(part.outcome()),
          Cell.of(part.name().claim()),
          Cell.of(part.outcome() == Outcome.NOT_DONE ? "" : part.tookMillis() + " ms"),
          Cell.of(part.detail().lines().findFirst().orElse("")));
    }
    table.printTo(terminal);
  }

  private Cell mark(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> Cell.of(terminal.symbol("✓", "+"), Style.GOOD);
      case FAILED -> Cell.of(terminal.symbol("✗", "x"), Style.BAD);
      case NOT_DONE -> Cell.of("-", Style.DIM);
    };
  }

  private void statements(Proof proof) {
    Table table = new Table("TOOK", "ROWS", "LOCKS", "REWRITES", "STATEMENT");
    for (ProvenStatement one : proof.statements()) {
      table.row(
          one.tookMillis() + " ms",
          one.rows() < 0 ? "" : Long.toString(one.rows()),
          String.join(", ", one.locks()),
          String.join(", ", one.rewritten()),
          one.sql() + (one.failure().isEmpty() ? "" : " -- " + one.failure()));
    }
    table.printTo(terminal);
  }

  private void ways(Proof proof) {
    Table table = new Table("WAY", "", "TOOK", "WHY");
    way(table, "app", proof.plan().app());
    way(table, "migration", proof.plan().migration());
    way(table, "full", proof.plan().full());
    table.printTo(terminal);
  }

  private static void way(Table table, String name, Way way) {
    Cell safety =
        switch (way.safety()) {
          case SAFE -> Cell.of("safe", Style.GOOD);
          case UNSAFE -> Cell.of("NOT safe", Style.BAD);
          case UNKNOWN -> Cell.of("not known", Style.DIM);
        };
    table.row(
        Cell.of(name),
        safety,
        Cell.of(way.tookMillis() == 0 ? "" : way.tookMillis() + " ms"),
        Cell.of(way.why().lines().findFirst().orElse("")));
  }
}
