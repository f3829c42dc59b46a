package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.cli.app.ProofView;
import dev.backline.cli.run.Existing;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import dev.backline.proof.Proof;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code backline proof}. */
@Command(
    name = "proof",
    description = {
      "Show what the rehearsal of a run has proven.",
      "What was tried on a copy of the database, statement by statement, and how the run would be"
          + " undone."
    })
final class ProofCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "RUN",
      description = "the run's number",
      converter = RunCommand.RunNumber.class)
  private RunId id = new RunId(1);

  ProofCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Backline backline =
        session.openExisting().orElseThrow(() -> Existing.unknown(id, session.data().root()));
    Existing.run(backline, id);
    Proof proof =
        backline
            .proofs()
            .find(id)
            .orElseThrow(() ->
                Failure.usage(
                        "looking for the proof of run " + id,
                        "nothing was rehearsed in it",
                        "see what it did: backline run " + id)
                    .toException());
    if (session.json()) {
      session.terminal().line(JsonText.pretty(JsonText.parse(proof.json())));
    } else {
      new ProofView(session.terminal()).show(proof, backline.runs().approvals(id));
    }
    return 0;
  }
}
