package dev.backline.cli.provision;

import dev.backline.host.provision.ProvisionOutcome;
import dev.backline.host.provision.ProvisionPlan;
import dev.backline.host.provision.Verdict;
import java.util.List;

/**
 * One requirement, as it is shown.
 *
 * @param detail what was found; empty if it was not looked at
 * @param changes what would be done
 * @param remedy what a person has to do; empty if nothing
 */
record ProvisionLine(
    State state, String requirement, String detail, List<String> changes, String remedy) {

  /** How it stands; in JSON in lower case, with hyphens. */
  enum State {
    MET,
    UNMET,
    UNFIT,
    ALREADY_SO,
    CHANGED,
    FAILED,
    NOT_REACHED
  }

  ProvisionLine {
    changes = List.copyOf(changes);
  }

  static ProvisionLine of(ProvisionPlan.Entry entry) {
    State state =
        switch (entry.verdict()) {
          case Verdict.Met met -> State.MET;
          case Verdict.Unmet unmet -> State.UNMET;
          case Verdict.Unfit unfit -> State.UNFIT;
        };
    return new ProvisionLine(
        state,
        entry.requirement(),
        entry.verdict().found(),
        entry.changes(),
        state == State.UNFIT ? entry.remedy() : "");
  }

  static ProvisionLine of(ProvisionOutcome outcome) {
    String name = outcome.requirement();
    return switch (outcome) {
      case ProvisionOutcome.AlreadySo so -> line(State.ALREADY_SO, name, so.found(), "");
      case ProvisionOutcome.Changed changed -> line(State.CHANGED, name, changed.found(), "");
      case ProvisionOutcome.Failed failed ->
          line(State.FAILED, name, failed.why().summary(), failed.why().remedy());
      case ProvisionOutcome.NotReached not -> line(State.NOT_REACHED, name, "", "");
    };
  }

  private static ProvisionLine line(State state, String name, String detail, String remedy) {
    return new ProvisionLine(state, name, detail, List.of(), remedy);
  }
}
